// Refusing entry, and what follows: the form, the paper, the file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BORDER, check, open, recordEntry } from './desk.mjs';
import { look } from './look.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const stack = await start();
const window = await open(stack);

/// Opens the form of a refusal for somebody new.
async function refuse(page) {
  await check(page, stack, zone(traveller()));
  await page.getByRole('button', { name: 'Refuse entry' }).click();
  await page.getByRole('heading', { level: 1, name: 'Refuse entry' }).waitFor();
}

const record = (page) => page.getByRole('button', { name: 'Record refusal' }).click();

test('a refusal is recorded, printed and signed for', async () => {
  const page = await window.of(BORDER);
  await refuse(page);
  await page.getByLabel(/has no appropriate documentation/).check();
  await page.getByLabel('Documents that are missing').fill('Hotel booking\nReturn ticket');
  await record(page);
  await page.getByRole('heading', { level: 1, name: 'Refusal recorded' }).waitFor();
  await page.getByText('no reason of this refusal allows it').first().waitFor();
  const recorded = page.url();
  await page.getByLabel('Officer').fill('Officer 1234');
  await page.getByLabel('Coming from').fill('Tbilisi');
  await page.getByLabel('Language of the form').selectOption('two');
  await page.getByRole('button', { name: 'Open the form to print' }).click();
  await page.getByRole('heading', { name: 'Refusal of entry at the border' }).waitFor();
  await page.getByRole('heading', { name: 'Refuzul intrării la frontieră' }).waitFor();
  assert.equal(await page.getByText('Return ticket').count(), 2, 'on the form in both languages');
  assert.equal(await page.getByRole('img', { name: 'ticked', exact: true }).count(), 1);
  assert.ok(!recorded.includes('Tbilisi'));
  await page.getByRole('link', { name: 'Back to the refusal' }).click();
  await page.getByRole('button', { name: 'The person refused to sign' }).click();
  await page.locator('dd', { hasText: 'The person refused to sign' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Signed' }).count(), 0, 'it is said once');
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByText('has no appropriate documentation').waitFor();
});

test('what is missing is marked where it is missing, and nothing is lost', async () => {
  const page = await window.of(BORDER, { expects: /422/ });
  await refuse(page);
  await page.getByLabel('Comments').fill('Said that the hotel is paid.');
  await record(page);
  await page.getByRole('link', { name: 'Tick at least one reason' }).waitFor();
  assert.equal(await page.getByLabel('Comments').inputValue(), 'Said that the hotel is paid.');
  await page.getByLabel(/is considered to be a threat/).check();
  await record(page);
  assert.equal(await page.getByRole('link', { name: /Fill in what the ticked reason/ }).count(), 2);
  await page.getByLabel('Public health', { exact: true }).check();
  await page.getByLabel('National law on refusals for this reason').fill('Act 12');
  await record(page);
  await page.getByRole('heading', { level: 1, name: 'Refusal recorded' }).waitFor();
});

test('a document that was refused as false is known again, and leads to the file once it proves true', async (t) => {
  const page = await window.of(BORDER, { expects: /422/ });
  const person = traveller();
  await check(page, stack, zone(person));
  await page.getByRole('button', { name: 'Refuse entry' }).click();
  await page.getByLabel(/has a false, counterfeit or forged travel document/).check();
  await record(page);
  await page.getByRole('heading', { level: 1, name: 'Refusal recorded' }).waitFor();
  await check(page, stack, zone(person));
  await page.getByRole('heading', { name: 'This document was refused as false' }).waitFor();
  await page.getByText('None has this document.').waitFor();
  await picture(page, 'refused-before', { most: 1300 });
  await look(page, t, 'refused as false before');
  // Nobody is let pass before it is said whose document it is.
  await page.getByLabel(/^Verified|^Checked, and nothing found/).first().check();
  await page.getByRole('button', { name: 'Record entry' }).click();
  await page.getByRole('alert').getByText(/Choose whether this is a new person/).waitFor();
  await page.getByLabel('Recorded on').first().selectOption({ index: 2 });
  await recordEntry(page);
  const file = await page.getByRole('link', { name: 'Open the individual file' }).getAttribute('href');
  await check(page, stack, zone(person));
  const link = page.getByRole('link', { name: 'Open the individual file' });
  assert.equal(await link.getAttribute('href'), file);
  await page.goto(stack.origin + file);
  await page.getByText('has a false, counterfeit or forged travel document').waitFor();
});
