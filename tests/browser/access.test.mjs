// Every page by the rules of WCAG 2.2 AA that a machine can judge, and on a narrow screen.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { AUDITOR, BORDER, IMMIGRATION, check, open, recordEntry, vouch } from './desk.mjs';
import { look } from './look.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const REFUSED = { expects: /status of 4\d\d/ };

const stack = await start({ travellers: 120 });
const window = await open(stack);
const inside = traveller();
let file;

before(async () => {
  const page = await window.of(BORDER);
  await check(page, stack, zone(inside));
  await recordEntry(page);
  file = await page.getByRole('link', { name: 'Open the individual file' }).getAttribute('href');
});

/// Sends the form of the check with what `fill` puts into it.
async function sent(page, fill) {
  await page.goto(`${stack.origin}/check`);
  await fill(page.locator('#zone'));
  await page.locator('#check').click();
  await page.locator('#who, [role=alert]').first().waitFor();
}

for (const [code, locale] of [['en', 'en-GB'], ['ro', 'ro-RO']]) {
  const seen = (page) => page.goto(`${stack.origin}/privacy?lang=${code}`);

  test(`${code}: the pages of those who are signed out`, async (t) => {
    const page = await window({ locale, ...REFUSED });
    await seen(page);
    for (const path of ['/', '/privacy', '/nowhere']) {
      await page.goto(stack.origin + path);
      await look(page, t, path);
    }
  });

  test(`${code}: the form of the check, empty, damaged and with errors`, async (t) => {
    const page = await window.of(BORDER, { locale });
    await seen(page);
    await page.goto(`${stack.origin}/check`);
    await look(page, t, 'form');
    await sent(page, (field) => field.fill(''));
    await look(page, t, 'nothing sent');
    await sent(page, (field) => field.fill(zone(traveller()).replace(/\d.{3}$/, 'OOOO')));
    await look(page, t, 'damaged');
  });

  test(`${code}: every kind of answer`, async (t) => {
    const page = await window.of(BORDER, { locale, ...REFUSED });
    await seen(page);
    const people = { 'days left': zone(traveller()), 'inside': zone(inside),
      'visa': zone(traveller({ state: 'IND' })), 'outside the scope': zone(traveller({ state: 'FRA' })),
      'expired': zone({ ...traveller(), expires: '250630' }),
      'overstayer': stack.specimen(/^Inside since .* may stay until/).zone };
    for (const [name, lines] of Object.entries(people)) {
      await sent(page, (field) => field.fill(lines));
      await look(page, t, name);
    }
    await sent(page, (field) => field.fill(people.visa));
    await vouch(page);
    await page.locator('#record-entry').click();
    await page.getByRole('alert').waitFor();
    await look(page, t, 'visa missing');
    await sent(page, (field) => field.fill(people['days left']));
    await vouch(page);
    await page.locator('#record-entry').click();
    await page.locator('[data-focus]').waitFor();
    await look(page, t, 'recorded');
  });

  test(`${code}: the file and the receipt`, async (t) => {
    const page = await window.of(BORDER, { locale });
    await seen(page);
    for (const path of [file, `${file}/receipt`, `${file}/receipt?languages=two`]) {
      await page.goto(stack.origin + path);
      await look(page, t, path.replace(file, 'file'));
    }
  });

  test(`${code}: the pages of immigration and of oversight`, async (t) => {
    const officer = await window.of(IMMIGRATION, { locale });
    await seen(officer);
    await sent(officer, (field) => field.fill(zone(inside)));
    await look(officer, t, 'check within the territory');
    const auditor = await window.of(AUDITOR, { locale, ...REFUSED });
    await seen(auditor);
    for (const path of ['/', '/log', '/log?from=2020-01-01&to=2020-01-02', '/log/integrity', '/check']) {
      await auditor.goto(stack.origin + path);
      await look(auditor, t, path);
    }
  });
}
