// National facilitation programmes, and procedures for which rows of the log are kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AUDITOR, BORDER, SUPERVISOR, check, open, recordEntry, title } from './desk.mjs';
import { look } from './look.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const stack = await start();
const window = await open(stack);

/// Such a day as fields for dates take it.
const inDays = (count) => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

/// Somebody who just entered, with the address of the file.
async function entered(page) {
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  const file = page.getByRole('link', { name: 'Open the individual file' });
  return { person, file: stack.origin + await file.getAttribute('href') };
}

test('a programme is entered, eases the check at entry, and is withdrawn', async (t) => {
  const page = await window.of(SUPERVISOR, { expects: /422/ });
  const { person, file } = await entered(page);
  await page.goto(file);
  await page.getByRole('link', { name: 'Enter a facilitation programme' }).click();
  await page.getByLabel('Programme').fill('Frequent visitors');
  await page.getByLabel('Granted or extended on').fill(inDays(-1));
  await page.getByLabel('Last day').fill(inDays(300));
  await picture(page, 'programme');
  await page.getByLabel('Last day').fill(inDays(700));
  const enter = page.getByRole('button', { name: 'Enter the programme' });
  await enter.click();
  await page.getByRole('link', { name: 'This is longer than access may be granted' }).waitFor();
  assert.equal(await page.getByLabel('Programme').inputValue(), 'Frequent visitors');
  await look(page, t, 'programme, with an error');
  await page.getByLabel('Last day').fill(inDays(300));
  await enter.click();
  await page.getByText('In force', { exact: true }).waitFor();
  await look(page, t, 'file with a programme');
  const asked = async () => {
    await check(page, stack, zone(person));
    return page.locator('label[for=other_checks]').innerText();
  };
  assert.doesNotMatch(await asked(), /means of subsistence/);
  await page.goto(file);
  await page.getByRole('link', { name: 'Withdraw 1' }).click();
  await page.getByLabel('Withdrawn from').fill(inDays(-30));
  await page.getByLabel('Why').fill('No longer employed by the carrier');
  const withdraw = page.getByRole('button', { name: 'Withdraw access' });
  await withdraw.click();
  await page.getByRole('link', { name: /^The day lies before the one/ }).waitFor();
  await look(page, t, 'withdrawal, with an error');
  await page.getByLabel('Withdrawn from').fill(inDays(0));
  await withdraw.click();
  await page.getByText('Withdrawn', { exact: true }).waitFor();
  assert.match(await asked(), /means of subsistence/);
});

test('rows of the log are held for a procedure until it ends', async (t) => {
  const { file } = await entered(await window.of(BORDER));
  const number = file.split('/').at(-1);
  const page = await window.of(AUDITOR, { expects: /422/ });
  await page.goto(`${stack.origin}/oversight/procedures`);
  assert.equal(await title(page), 'Monitoring procedures');
  await page.getByText('No procedure').waitFor();
  await page.getByRole('link', { name: 'Begin a procedure' }).click();
  await page.getByLabel('Your number of the procedure').fill('SA-2026-17');
  await page.getByLabel('What is looked into').fill('Who opened the file');
  await page.getByLabel('Number of the file').fill('17');
  const begin = page.getByRole('button', { name: 'Begin', exact: true });
  await begin.click();
  await page.getByRole('link', { name: /^Write the number of a file/ }).waitFor();
  assert.equal(await page.getByLabel('Number of the file').inputValue(), '17');
  await look(page, t, 'procedure, with an error');
  await page.getByLabel('Number of the file').fill(number);
  await begin.click();
  await page.getByRole('cell', { name: `about the file ${number}` }).waitFor();
  await look(page, t, 'procedures');
  await picture(page, 'procedures');
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByText('lasts', { exact: true }).waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('button', { name: 'End it' }).count(), 0);
  await page.goto(`${stack.origin}/log`);
  const log = await page.locator('tbody').innerText();
  assert.match(log, /procedure/i);
});
