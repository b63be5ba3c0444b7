// Putting data right: a record, a case of amendment, an erasure before the time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUPERVISOR, check, open, recordEntry, title } from './desk.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { renumbered, traveller } from './zone.mjs';

const stack = await start({ travellers: 120 });
const window = await open(stack);

/// Opens the file of the first person on the list of those who did not leave.
async function openFile(page) {
  await page.goto(`${stack.origin}/overstayers?class=inside-no-exit`);
  await page.locator('#people ~ div tbody a').first().click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
}

/// How many people are on the list of those who did not leave.
async function listed(page) {
  await page.goto(`${stack.origin}/overstayers?class=inside-no-exit`);
  return Number.parseInt((await page.locator('#people').innerText()).replace(/\D/g, ''), 10);
}

test('a missing exit is added once it is seen what follows', async () => {
  const page = await window.of(SUPERVISOR, { expects: /422/ });
  const before = await listed(page);
  await openFile(page);
  const file = page.url();
  await page.getByRole('link', { name: 'Put right 1', exact: true }).click();
  assert.equal(await title(page), 'Put a record right');
  await page.getByLabel('Why').selectOption('rebuttal');
  const entered = await page.getByLabel(/^Date and time of the entry/).inputValue();
  const day = (offset) => new Date(Date.parse(`${entered}Z`) + offset * 86_400_000)
    .toISOString().slice(0, 16);
  await page.getByLabel('The exit', { exact: true }).selectOption('set');
  await page.getByLabel(/^Date and time of the exit/).fill(day(-1));
  await page.getByLabel(/^Border crossing point of the exit/).selectOption({ index: 1 });
  await page.getByLabel('What shows it').fill('Boarding card, seen on 3 June');
  await page.getByRole('button', { name: 'Show what follows' }).click();
  await page.getByRole('link', { name: 'The exit lies before the entry' }).waitFor();
  await page.getByLabel(/^Date and time of the exit/).fill(day(10));
  await picture(page, 'amend', { most: 1700 });
  await page.getByRole('button', { name: 'Show what follows' }).click();
  await page.getByText('Nothing is stored yet').waitFor();
  await picture(page, 'amend-follows', { most: 1200 });
  await page.getByRole('button', { name: 'Change what you wrote' }).click();
  assert.equal(await page.getByLabel('What shows it').inputValue(),
    'Boarding card, seen on 3 June');
  await page.getByRole('button', { name: 'Show what follows' }).click();
  await page.getByRole('button', { name: 'Put right' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  assert.equal(page.url(), `${file}?done=put-right`);
  await page.getByRole('status').filter({ hasText: 'It is put right' }).waitFor();
  await page.getByText('Left in time').first().waitFor();
  assert.equal(await listed(page), before - 1);
});

test('a case is opened, stands in the list with its day, and is settled', async () => {
  const page = await window.of(SUPERVISOR, { expects: /409/ });
  await openFile(page);
  await page.getByRole('link', { name: 'Open a case of amendment' }).click();
  await page.getByLabel('What is to be done').selectOption('unlist');
  await page.getByLabel(/^What it is about/).selectOption('file');
  await page.getByLabel('What was said').fill('I was in hospital.');
  await picture(page, 'case-new', { most: 1500 });
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByText(/without delay, since today|due in \d+ days/).waitFor();
  await page.goto(`${stack.origin}/amendments`);
  assert.equal(await title(page), 'Cases of amendment');
  await picture(page, 'cases', { most: 1000 });
  await page.locator('#cases ~ div tbody a').first().click();
  await picture(page, 'case', { most: 1200 });
  await page.getByRole('link', { name: 'Settle the case' }).click();
  await page.getByLabel('How it ends').selectOption('done');
  await page.getByLabel('What was found').fill('Letter of the hospital');
  await page.getByRole('button', { name: 'Settle' }).click();
  await page.getByRole('link', { name: /The person is still on the list/ }).waitFor();
  await page.getByLabel('How it ends').selectOption('not-founded');
  await page.getByRole('button', { name: 'Settle' }).click();
  await page.getByText('Settled: the data is right').waitFor();
});

test('two files are compared, merged and taken apart', async () => {
  const page = await window.of(SUPERVISOR, { expects: /422/ });
  const { zone } = stack.specimen(/^Inside since .* may stay until/);
  const address = async () => {
    await page.getByRole('link', { name: 'Open the individual file' }).click();
    await page.getByRole('heading', { name: 'About this file' }).waitFor();
    return page.url();
  };
  await check(page, stack, zone);
  const one = await address();
  // The same person comes with another passport, and is taken for somebody new.
  await check(page, stack, renumbered(zone, traveller().number));
  await page.getByLabel('Recorded on').first().selectOption('A new file');
  await recordEntry(page);
  const other = await address();
  await page.goto(one);
  await page.getByRole('link', { name: 'Merge with another file' }).click();
  await page.getByLabel('Number of the other file').fill('17');
  await page.getByRole('button', { name: 'Show both files' }).click();
  await page.getByRole('link', { name: /^Write the number of a file/ }).waitFor();
  await page.getByLabel('Number of the other file').fill(other.split('/').at(-1));
  await page.getByRole('button', { name: 'Show both files' }).click();
  await page.getByText('is kept', { exact: true }).waitFor();
  await page.getByLabel('What shows it').selectOption('documents');
  await page.getByLabel('What was looked at').fill('Passport renewed; the earlier number stands on page 3');
  await picture(page, 'merge', { most: 1750 });
  await page.getByRole('button', { name: 'Merge the files' }).click();
  await page.getByText('Merged with').waitFor();
  assert.equal(page.url(), `${one}?done=merged`, 'the earlier file is kept');
  await page.goto(other);
  assert.equal(page.url(), one, 'the other number leads to the file that is kept');
  await page.getByRole('link', { name: 'Take apart' }).click();
  await page.getByLabel('File that is taken away').selectOption({ index: 1 });
  await page.getByLabel('What shows that they are two persons').fill('Two sisters');
  await page.getByRole('button', { name: 'Take apart' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  assert.equal(await page.getByText('Merged with').count(), 0);
  await page.goto(other);
  assert.equal(page.url(), other);
});

test('a file is erased on order, after it was said what is lost, and is gone', async () => {
  const page = await window.of(SUPERVISOR, { expects: /404|422/ });
  const { zone } = stack.specimen(/^Inside since .* may stay until/);
  await check(page, stack, zone);
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  const file = page.url();
  await page.getByRole('link', { name: 'Open a case of amendment' }).click();
  await page.getByLabel('What is to be done').selectOption('microstate');
  await page.getByLabel('What was said').fill('Passport of San Marino, seen');
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByRole('link', { name: 'Settle the case' }).click();
  await page.getByText('cannot be brought back').waitFor();
  await page.getByLabel('How it ends').selectOption('done');
  await page.getByLabel('What was found').fill('Passport of San Marino');
  await page.getByRole('button', { name: 'Settle and erase' }).click();
  await page.getByRole('link', { name: /^Confirm the erasure/ }).waitFor();
  await page.getByLabel(/^I have looked at what is lost/).check();
  await picture(page, 'case-erase', { most: 1500 });
  await page.getByRole('button', { name: 'Settle and erase' }).click();
  await page.getByText('The erasure is under way').waitFor();
  const until = Date.now() + 90_000;
  let answer = await page.goto(file);
  while (answer.status() !== 404 && Date.now() < until) {
    await page.waitForTimeout(1_000);
    answer = await page.goto(file);
  }
  assert.equal(answer.status(), 404, 'within a minute');
  assert.equal(await title(page), 'Nothing is here');
  await page.goto(`${stack.origin}/notices`);
  await page.getByText('A file was erased before its time').first().waitFor();
});
