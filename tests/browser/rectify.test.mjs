// Putting right what a file says of the person, the ground of an entry, and a visa.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUPERVISOR, answer, check, day, open, recordEntry, title } from './desk.mjs';
import { look } from './look.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const stack = await start();
const window = await open(stack);

const follows = (page) => page.getByRole('button', { name: 'Show what follows' }).click();
const store = (page) => page.getByRole('button', { name: 'Put right', exact: true }).click();
const fileIsShown = (page) => page.getByRole('heading', { name: 'About this file' }).waitFor();

/// Such a day as fields for dates take it.
const inDays = (count) => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

/// The file of somebody who just entered.
async function entered(page, person, visa) {
  await check(page, stack, zone(person));
  if (visa) {
    await page.getByLabel('Number of the visa sticker').fill('ROU123456789');
    await page.getByLabel('Issuing Member State').selectOption('ROU');
    await page.getByLabel('Last day of the visa').fill(inDays(90));
    await page.getByLabel('Number of entries').selectOption({ label: 'Multiple' });
    await page.getByLabel('Days granted').fill('30');
  }
  await recordEntry(page);
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await fileIsShown(page);
  return page.url();
}

test('a person is put right once it is seen what follows, and is found by what is right', async (t) => {
  const page = await window.of(SUPERVISOR, { expects: /409|422/ });
  const [person, right] = [traveller(), traveller()];
  const file = await entered(page, person);
  await page.getByRole('link', { name: 'Put an identity right 1' }).click();
  assert.equal(await title(page), 'Put an identity right');
  await page.getByLabel('Surname').fill(right.surname);
  await page.getByLabel('Nationalities').fill('CAN, USA');
  await page.getByLabel('What shows it').fill('Passport, seen again');
  await picture(page, 'rectify', { most: 1400 });
  await page.getByLabel('Nationalities').fill('Canada');
  await follows(page);
  await page.getByRole('link', { name: 'Write one to eight codes of nationalities' }).waitFor();
  assert.equal(await page.getByLabel('Nationalities').inputValue(), 'Canada');
  assert.equal(await page.getByLabel('Surname').inputValue(), right.surname);
  await look(page, t, 'identity, with an error');
  await page.getByLabel('Nationalities').fill('CAN, USA');
  await follows(page);
  await page.getByText('Nothing is stored yet').waitFor();
  assert.equal(await page.locator('.limen-tag', { hasText: 'changes' }).count(), 2);
  await look(page, t, 'identity, what follows');
  await picture(page, 'rectify-follows');
  await store(page);
  await fileIsShown(page);
  assert.equal(page.url(), `${file}?done=put-right`);
  await page.getByText(right.surname).first().waitFor();
  await page.getByRole('link', { name: 'History of the file' }).click();
  await page.getByRole('cell', { name: 'Passport, seen again' }).waitFor();
  await page.getByText(person.surname).waitFor();
  await check(page, stack, zone({ ...person, surname: right.surname }));
  await page.getByRole('link', { name: 'Open the individual file' }).waitFor();
});

test('a travel document is put right, and the last one is not taken away', async (t) => {
  const page = await window.of(SUPERVISOR, { expects: /409|422/ });
  const [person, right] = [traveller(), traveller()];
  const file = await entered(page, person);
  await page.getByRole('link', { name: `Put right ${person.number}` }).click();
  await page.getByLabel('What is wrong').selectOption({ label: 'It is not of this person and is taken away' });
  await page.getByLabel('What shows it').fill('Read once more');
  await follows(page);
  await page.getByRole('link', { name: /^Nothing would be left/ }).waitFor();
  await look(page, t, 'document, with an error');
  await page.getByLabel('What is wrong').selectOption({ label: 'It is as written below' });
  await page.getByLabel('Document number').fill(right.number);
  await follows(page);
  await store(page);
  await fileIsShown(page);
  await check(page, stack, zone({ ...person, number: right.number }));
  const link = page.getByRole('link', { name: 'Open the individual file' });
  assert.equal(stack.origin + await link.getAttribute('href'), file);
});

test('the ground of an entry is put right, and the stay follows', async (t) => {
  const page = await window.of(SUPERVISOR, { expects: /409|422/ });
  await entered(page, traveller());
  assert.equal(await answer(page), 'May stay 90 days');
  await page.getByRole('link', { name: 'Put the ground right 1' }).click();
  await page.getByLabel('Ground of the entry').selectOption({ label: 'Facilitated transit by road' });
  await follows(page);
  await page.getByRole('link', { name: /^Name the evidence/ }).waitFor();
  const ground = page.getByLabel('Ground of the entry');
  assert.equal(await ground.inputValue(), 'transit-road');
  await look(page, t, 'ground, with an error');
  await ground.selectOption({ label: 'Family member with a right of free movement, without card' });
  await page.getByLabel('What shows it').fill('Certificate of marriage, 3 May');
  await follows(page);
  await page.getByText('Nothing is stored yet').waitFor();
  await look(page, t, 'ground, what follows');
  await store(page);
  await fileIsShown(page);
  assert.equal(await answer(page), 'Not calculated');
  await page.getByRole('link', { name: 'History of the file' }).click();
  await page.locator('dd', { hasText: /^Without visa$/ }).waitFor();
  assert.doesNotMatch(await page.locator('tbody').innerText(), /visa-exempt|\d{4}-\d{2}-\d{2}/);
});

test('a visa is put right after it was compared with the Visa Information System', async (t) => {
  const page = await window.of(SUPERVISOR, { expects: /409|422/ });
  const file = await entered(page, traveller({ state: 'IND' }), true);
  // Without a comparison the visa stays as it is.
  await page.getByRole('link', { name: 'Put the ground right 1' }).click();
  await page.getByLabel('Days granted').fill('45');
  await page.getByLabel('What shows it').fill('Sticker, seen');
  await follows(page);
  await page.getByRole('link', { name: /^Open a case of amendment on this record first/ }).waitFor();
  await page.goto(`${file}/amendments`);
  await page.getByLabel('What is to be done').selectOption('rectify');
  await page.getByLabel(/^What it is about/).selectOption({ index: 2 });
  await page.getByLabel('What was said').fill('The sticker says 45 days.');
  await page.getByRole('button', { name: 'Open the case' }).click();
  const compare = page.getByRole('link', { name: 'Compare with the Visa Information System' });
  await compare.click();
  const finding = page.getByLabel('The Visa Information System');
  await finding.selectOption({ label: 'holds the same' });
  await picture(page, 'vis');
  await finding.selectOption('');
  const note = page.getByRole('button', { name: 'Note it' });
  await note.click();
  await page.getByRole('link', { name: 'Choose what that system holds' }).waitFor();
  await look(page, t, 'comparison, with an error');
  await finding.selectOption({ label: 'holds the same' });
  assert.equal(await page.getByLabel(/^State responsible/).inputValue(), 'ROU');
  await note.click();
  // What the State informed did is asked for, also of who presses the button too early.
  await page.getByRole('link', { name: 'Note what the State informed did' }).click();
  await note.click();
  await page.getByRole('link', { name: 'Choose what that State did' }).waitFor();
  await look(page, t, 'reply, with an error');
  await page.getByLabel('That State').selectOption({ label: 'corrected the data there' });
  await note.click();
  await page.getByText('The data was corrected in the Visa Information System').waitFor();
  assert.equal(await compare.count(), 0);
  await look(page, t, 'case after the comparison');
  await page.getByRole('link', { name: 'Put the ground of an entry right' }).click();
  await page.getByLabel('Days granted').fill('many');
  await page.getByLabel('What shows it').fill('Sticker, seen');
  await follows(page);
  await page.getByRole('link', { name: /^Write the days that the visa grants/ }).waitFor();
  assert.equal(await page.getByLabel('What shows it').inputValue(), 'Sticker, seen');
  await page.getByLabel('Days granted').fill('45');
  await follows(page);
  await page.getByText('Nothing is stored yet').waitFor();
  await picture(page, 'visa-follows');
  await store(page);
  await fileIsShown(page);
  const [until, visa] = (await page.locator('#crossings ~ div td').nth(1).innerText()).split('\n');
  assert.equal(until, day(44));
  assert.match(visa, /any number of entries, 45 days/);
});
