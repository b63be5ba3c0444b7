// Pictures of the pages for the guide.
import { test } from 'node:test';
import { AUDITOR, BORDER, SUPERVISOR, check, open, recordEntry } from './desk.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { renumbered, traveller, zone } from './zone.mjs';

/// Everybody who is shown, in a hand that reads well.
const ROBINSON = { ...traveller(), surname: 'ROBINSON', given: 'CHARLOTTE<LUCY' };

const stack = await start({ travellers: 120 });
const window = await open(stack);

test('pictures of the desk', async () => {
  const page = await window.of(BORDER);
  await page.goto(`${stack.origin}/check`);
  await picture(page, 'check');
  await check(page, stack, stack.specimen(/^Inside since .* may stay until/).zone);
  await picture(page, 'overstay', { most: 1500 });
  await check(page, stack,
    renumbered(stack.specimen(/^Inside since .* may stay until/).zone, traveller().number));
  await picture(page, 'compare', { most: 1100 });
  await check(page, stack, zone(ROBINSON));
  await picture(page, 'result', { most: 1500 });
  await recordEntry(page);
  await picture(page, 'recorded');
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  await picture(page, 'file', { most: 1500 });
  await page.getByRole('link', { name: 'Receipt 1' }).click();
  await page.getByRole('heading', { name: 'Your stay' }).waitFor();
  await picture(page, 'receipt');
});

test('pictures of a refusal', async () => {
  const page = await window.of(BORDER);
  await check(page, stack, zone({ ...traveller(), surname: 'NOVAK', given: 'IRENA' }));
  await page.getByRole('button', { name: 'Refuse entry' }).click();
  await page.getByLabel(/has no appropriate documentation/).check();
  await page.getByLabel('Documents that are missing').fill('Hotel booking\nReturn ticket');
  await picture(page, 'refuse', { most: 1300 });
  await page.getByRole('button', { name: 'Record refusal' }).click();
  await page.getByRole('heading', { level: 1, name: 'Refusal recorded' }).waitFor();
  await page.getByLabel('Officer').fill('Officer 1234');
  await picture(page, 'refusal', { most: 1500 });
  await page.getByRole('button', { name: 'Open the form to print' }).click();
  await page.getByRole('heading', { name: 'Refusal of entry at the border' }).waitFor();
  await picture(page, 'refusal-form', { most: 1700 });
});

test('pictures of overstayers and of a decision', async () => {
  const page = await window.of(SUPERVISOR);
  await page.goto(`${stack.origin}/overstayers`);
  await picture(page, 'overstayers', { most: 1200 });
  await page.locator('#people ~ div tbody a').first().click();
  await page.getByRole('link', { name: 'Decide on the stay' }).click();
  await picture(page, 'decide', { most: 1500 });
});

test('pictures of suspensions', async () => {
  const page = await window.of(SUPERVISOR);
  await page.goto(`${stack.origin}/suspensions/new`);
  await page.getByLabel('What is suspended').selectOption('partial');
  await page.getByLabel('Since').fill('2026-07-01T08:05');
  await page.getByLabel('Until').fill('2026-07-01T11:30');
  await page.getByLabel('Why').fill('Power cut in hall 2');
  await page.getByRole('button', { name: 'Record an earlier suspension' }).click();
  await page.getByRole('link', { name: 'Note the notification' }).click();
  await page.getByLabel('Reference').fill('EES-2026-17');
  await page.getByLabel('Sent').fill('2026-07-01T09:40');
  await page.getByRole('button', { name: 'Note the notification' }).click();
  await page.getByText('EES-2026-17').waitFor();
  await picture(page, 'suspensions');
});

test('pictures of oversight', async () => {
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log`);
  await picture(page, 'log', { most: 1200 });
  await page.locator('#lines ~ div tbody a').first().click();
  await page.getByText('The line is in the signed log').waitFor();
  await picture(page, 'log-row', { most: 1800 });
  await page.goto(`${stack.origin}/oversight/access`);
  await picture(page, 'access', { most: 1300 });
  await page.goto(`${stack.origin}/oversight/quality`);
  await picture(page, 'quality', { most: 1300 });
  await page.goto(`${stack.origin}/log/integrity`);
  await page.getByRole('button', { name: 'Recompute now' }).click();
  await page.getByText(/lines were hashed again/).waitFor();
  await picture(page, 'integrity');
});
