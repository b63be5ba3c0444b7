// Entries and exits recorded at the desk.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { BORDER, SUPERVISOR, answer, check, day, open, recordEntry, vouch } from './desk.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { renumbered, traveller, zone } from './zone.mjs';

const stack = await start({ travellers: 120 });
const window = await open(stack);
let page;

beforeEach(async () => {
  page = await window.of(BORDER, { expects: /status of 4(09|22)/ });
});

const heading = (name) => page.getByRole('heading', { level: 1, name }).waitFor();

test('an entry is recorded, and the last lawful day is said', async () => {
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  assert.equal(await answer(page), day(89));
  const text = await page.locator('main').innerText();
  assert.ok(text.includes(person.surname));
  assert.match(text, /București Henri Coandă/);
});

test('the file shows the person, the document and the open record', async () => {
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  const text = await page.locator('main').innerText();
  for (const part of [person.surname, person.number, 'Present', 'No exit recorded', day(89)]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
});

test('the receipt fits on one sheet of paper, in two languages on two', async () => {
  await check(page, stack, zone(traveller()));
  await recordEntry(page);
  await page.getByRole('link', { name: 'Print a receipt' }).click();
  await page.getByRole('heading', { name: 'Your stay' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Sign out' }).count(), 0);
  const sheets = async () => {
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    return pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
  };
  assert.equal(await sheets(), 1);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'English + română' }).click();
  await page.getByRole('heading', { name: 'Șederea dumneavoastră' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await sheets(), 2);
});

test('a second entry is warned of and recorded only after the box is ticked', async () => {
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  await check(page, stack, zone(person));
  await page.getByRole('heading', { name: 'An earlier entry has no exit' }).waitFor();
  await vouch(page);
  await page.getByRole('button', { name: 'Record entry' }).click();
  await page.getByRole('alert').getByText('Tick the box to go on.').waitFor();
  const box = page.getByLabel('The earlier exit was never recorded');
  assert.equal(await box.getAttribute('aria-invalid'), 'true');
  await box.check();
  await recordEntry(page);
});

test('an exit closes the open entry', async () => {
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  await check(page, stack, zone(person));
  await vouch(page);
  await page.getByRole('button', { name: 'Record exit' }).click();
  await heading('Exit recorded');
  assert.equal(await answer(page), 'Left in time');
  await check(page, stack, zone(person));
  const why = await page.locator('.limen-answer__why').innerText();
  assert.match(why, /1 day of this period is used\./);
});

test('an exit without entry is recorded only after the box is ticked', async () => {
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  await check(page, stack, zone(person));
  await vouch(page);
  await page.getByRole('button', { name: 'Record exit' }).click();
  await heading('Exit recorded');
  await check(page, stack, zone(person));
  await vouch(page);
  await page.getByRole('button', { name: 'Record exit' }).click();
  await page.getByRole('alert').getByText('Tick the box to go on.').waitFor();
  await page.getByLabel('The entry was never recorded').check();
  await vouch(page);
  await page.getByRole('button', { name: 'Record exit' }).click();
  await heading('Exit recorded');
});

test('who is on no file leaves with the entry that is shown', async () => {
  const person = traveller();
  await check(page, stack, zone(person));
  await page.getByText('Leaves the territory, and no entry is on record').click();
  await page.getByText('An entry is shown that is not on record').click();
  await page.getByLabel('What shows the entry').selectOption('stamp-before-start');
  const today = new Date().toISOString().slice(0, 10);
  await page.getByLabel('Day of the entry').fill(today);
  await vouch(page);
  const leave = () => page.getByRole('button', { name: 'Record exit' }).click();
  await leave();
  await page.getByText('Write the code of the crossing point').first().waitFor();
  await page.getByLabel('Border crossing point of the entry').fill('BGR-L-KAPITAN');
  await page.getByLabel('Where the stamp is, or what was shown').fill('Passport, page 12');
  await leave();
  await page.getByText('say what else shows the entry').first().waitFor();
  await page.getByLabel('What shows the entry').selectOption('rebutted');
  const before = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day of the entry').fill(before);
  await picture(page, 'exit-shown', { top: 640, most: 1450 });
  await leave();
  await heading('Exit recorded');
});

test('whoever stayed too long is said to have, and by how much', async () => {
  const { says, zone: lines } = stack.specimen(/^Inside since .* may stay until/);
  const last = says.match(/until (\d{4}-\d{2}-\d{2})/)[1];
  const over = Array.from({ length: 120 }, (_, at) => at).find((at) => day(-at) === said(last));
  assert.ok(0 < over, `the stay ended on ${last}`);
  await check(page, stack, lines);
  const days = over === 1 ? '1 day' : `${over} days`;
  assert.equal(await answer(page), `${days} over the authorised stay`);
  const line = await page.locator('.limen-answer__line').innerText();
  assert.equal(line, `The last lawful day was ${said(last)}.`);
  await vouch(page);
  await page.getByRole('button', { name: 'Record exit' }).click();
  await heading('Exit recorded');
  assert.equal(await answer(page), `Left ${days} late`);
});

/// A date of the register as pages say it.
function said(date) {
  const form = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' };
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(`${date}T12:00:00Z`));
}

test('whoever needs a visa enters with its data, and what is missing is said beside', async () => {
  await check(page, stack, zone(traveller({ state: 'IND' })));
  assert.match(await page.locator('section[aria-labelledby=who]').innerText(),
    /Needs a visa for a short stay\. EES Art\. 2\(1\)\(a\), 16/);
  await vouch(page);
  await page.getByRole('button', { name: 'Record entry' }).click();
  const summary = page.getByRole('alert');
  await summary.getByText('Fill in: Number of the visa sticker.').waitFor();
  const number = page.getByLabel('Number of the visa sticker');
  assert.equal(await number.getAttribute('aria-invalid'), 'true');
  await number.fill('ROU123456789');
  await vouch(page);
  await page.getByRole('button', { name: 'Record entry' }).click();
  await summary.getByText(/^Fill in: (?!Number)/).first().waitFor();
  assert.equal(await number.inputValue(), 'ROU123456789');
  await page.getByLabel('Issuing Member State').selectOption('ROU');
  await page.getByLabel('Last day of the visa').fill(inDays(60));
  await page.getByLabel('Number of entries').selectOption({ label: 'Multiple' });
  await page.getByLabel('Days granted').fill('30');
  await recordEntry(page);
  assert.equal(await answer(page), day(29));
});

/// Such a day as fields for dates take it.
function inDays(count) {
  return new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
}

test('for a family member who moves freely no stay is calculated', async () => {
  await check(page, stack, zone(traveller()));
  await page.getByLabel('Family member of a person who moves freely').check();
  await recordEntry(page);
  assert.equal(await answer(page), 'Not calculated');
});

test('a renewed passport is added to the file by a supervisor and finds it', async () => {
  page = await window.of(SUPERVISOR, { expects: /status of 422/ });
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  const file = page.url();
  await page.getByText('Add a travel document').click();
  await page.getByRole('button', { name: 'Add document' }).click();
  await page.getByRole('alert').waitFor();
  const renewed = { ...traveller(), surname: person.surname, given: person.given,
    birth: person.birth };
  await page.getByLabel('Type of document').selectOption({ label: 'Ordinary passport' });
  await page.getByLabel('Document number').fill(renewed.number);
  await page.getByLabel('Issuing State or body').selectOption('CAN');
  await page.getByLabel('Date of expiry').fill(`20${renewed.expires.slice(0, 2)}-06-30`);
  await page.getByRole('button', { name: 'Add document' }).click();
  await page.locator('code', { hasText: renewed.number }).waitFor();
  await check(page, stack, zone(renewed));
  const link = page.getByRole('link', { name: 'Open the individual file' });
  assert.equal(new URL(await link.getAttribute('href'), stack.origin).href, file);
});

test('how long a visa permits to stay is calculated before anything is recorded', async () => {
  const person = traveller({ state: 'IND' });
  await check(page, stack, zone(person));
  const calculate = page.getByRole('button', { name: 'Calculate the stay' });
  await calculate.click();
  const summary = page.getByRole('alert');
  await summary.getByText('Fill in: Number of the visa sticker.').waitFor();
  await page.getByLabel('Number of the visa sticker').fill('ROU123456789');
  await page.getByLabel('Issuing Member State').selectOption('ROU');
  await page.getByLabel('Last day of the visa').fill(inDays(60));
  await page.getByLabel('Number of entries').selectOption({ label: 'Multiple' });
  await page.getByLabel('Days granted').fill('0');
  await calculate.click();
  await summary.getByText('This cannot be right: Days granted.').waitFor();
  await page.getByLabel('Days granted').fill('30');
  await calculate.click();
  await page.getByText(`until ${day(29)}, that day included`, { exact: true }).waitFor();
  await check(page, stack, zone(person));
  assert.match(await page.locator('section[aria-labelledby=who]').innerText(),
    /None has this document\./, 'nothing was recorded');
});

test('days used under another document are said, and whose they are must be decided', async () => {
  const { zone: lines } = stack.specimen(/^Inside since .* may stay until/);
  await check(page, stack, renumbered(lines, traveller().number));
  await page.getByRole('heading', { name: 'Compare first' }).waitFor();
  const cases = await page.locator('.limen-answer__cases').innerText();
  assert.match(cases, /If this is [^]*(over the authorised stay|No day left)/);
  assert.match(cases, /If this is a new person\s+May stay 90 days/);
  await vouch(page);
  await page.getByRole('button', { name: 'Record entry' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('Choose whether this is a new person or one of the files.').waitFor();
  const file = page.getByLabel('Recorded on').first();
  assert.equal(await file.getAttribute('aria-invalid'), 'true');
  await file.selectOption('A new file');
  await recordEntry(page);
  assert.equal(await answer(page), day(89));
});

test('what the law asks of the officer is asked, and nothing is recorded before', async () => {
  const person = traveller();
  await check(page, stack, zone(person));
  await page.getByText('Nothing that was found speaks against entry.').waitFor();
  await page.getByRole('button', { name: 'Record entry' }).click();
  await page.getByRole('alert').getByText('Carry out these checks and tick the box').waitFor();
  await recordEntry(page);
  await check(page, stack, zone(person));
  await page.getByText('Steps of this check').click();
  await page.getByRole('cell', { name: 'Register searched by document' }).waitFor();
  const exit = page.getByRole('button', { name: 'Record exit' });
  await page.locator('#exit_other_checks').check();
  await exit.click();
  await page.getByRole('alert').getByText('Say whether it is the person').waitFor();
  await page.locator('#exit_by_eye').selectOption('Somebody else');
  await exit.click();
  const line = page.locator('#exit_second_line');
  await line.waitFor();
  await line.selectOption('The person of the file');
  await exit.click();
  await page.locator('#exit_second_line_reason').fill('An older photograph; the supervisor knows her');
  await exit.click();
  await heading('Exit recorded');
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('link', { name: 'History of the file' }).click();
  await page.getByText('An older photograph; the supervisor knows her').waitFor();
});
