// A page judged by the rules of WCAG 2.2 AA that a machine can judge, and on a narrow screen.
import assert from 'node:assert/strict';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/// Where pictures of everything that is looked at are put when asked for.
const PICTURES = process.env.LIMEN_LOOK;
const NARROW = { width: 320, height: 700 };
const WIDE = { width: 1280, height: 900 };

/// Looks at the page as it stands, with everything unfolded. What is said of it that is not
/// grave is told and no failure.
export async function look(page, test, name) {
  await page.evaluate(() => {
    for (const more of document.querySelectorAll('details')) more.open = true;
  });
  if (PICTURES) {
    const file = `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`;
    await page.screenshot({ path: path.join(PICTURES, file), fullPage: true });
  }
  const { violations } = await new AxeBuilder({ page }).withTags(RULES)
    // There are no frames, so no second window has to be opened to judge them.
    .setLegacyMode().analyze();
  const said = violations.map(({ id, impact, nodes }) => `${name}: ${impact} ${id}: ${nodes[0].html}`);
  for (const line of said) test.diagnostic(line);
  const isGrave = ({ impact }) => impact === 'serious' || impact === 'critical';
  assert.deepEqual(said.filter((_line, at) => isGrave(violations[at])), []);
  await narrow(page, name);
}

/// Looks whether everything on the page has its place on a screen of 320 pixels, which is one of
/// 1280 at 400 %.
export async function narrow(page, name) {
  await page.setViewportSize(NARROW);
  const wide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const isOut = (part) => clientWidth + 1 < part.getBoundingClientRect().right
      && !part.closest('.limen-scroll');
    return scrollWidth <= clientWidth ? []
      : [...document.querySelectorAll('body *')].filter(isOut).map((part) => part.outerHTML);
  });
  assert.deepEqual(wide.map((html) => `${name}: ${html.slice(0, 120)}`), []);
  await page.setViewportSize(WIDE);
}
