// Going through a page by keyboard.
import assert from 'node:assert/strict';

const TABS_MAX = 80;

/// Goes on with Tab until `target` has the focus, and sees to it that the focus can be seen.
export async function reach(page, target) {
  await target.waitFor();
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    await page.keyboard.press('Tab');
    const [isSeen, what] = await page.evaluate(() => {
      const on = document.activeElement;
      const style = getComputedStyle(on);
      const hasLine = style.outlineStyle !== 'none' && 0 < Number.parseFloat(style.outlineWidth);
      return [on === document.body || hasLine || style.boxShadow !== 'none', on.outerHTML.slice(0, 120)];
    });
    assert.ok(isSeen, `the focus cannot be seen on ${what}`);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`${target} is not reached by Tab`);
}
