// The list of overstayers, and what a supervisor does about a stay.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { IMMIGRATION, SUPERVISOR, check, open, title } from './desk.mjs';
import { start } from './stack.mjs';

const stack = await start({ travellers: 120 });
const window = await open(stack);

/// The list, once the first round has marked whose stay has expired.
async function list(page, query = '') {
  await page.goto(`${stack.origin}/overstayers${query}`);
  assert.equal(await title(page), 'Overstayers');
}

/// How many stays the list says there are.
async function count(page) {
  return Number.parseInt((await page.locator('#people').innerText()).replace(/\D/g, ''), 10);
}

test('the list is narrowed, leads to files and is taken along', async () => {
  const page = await window.of(IMMIGRATION);
  await list(page);
  const all = await count(page);
  assert.ok(0 < all, 'who was inside has stayed too long');
  await page.getByLabel('Class').selectOption('left-after-overstay');
  await page.getByRole('button', { name: 'Show' }).click();
  assert.ok(await count(page) < all);
  await list(page);
  const [csv] = await Promise.all([page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click()]);
  const lines = fs.readFileSync(await csv.path(), 'utf8').trim().split('\n');
  assert.equal(lines.length, all + 1);
  const [xlsx] = await Promise.all([page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as XLSX' }).click()]);
  assert.match(xlsx.suggestedFilename(), /^overstayers-.*\.xlsx$/);
  await page.locator('#people ~ div tbody a').first().click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
});

test('somebody is taken off the list on evidence, and the file keeps why', async () => {
  const page = await window.of(SUPERVISOR, { expects: /422/ });
  await list(page, '?class=inside-no-exit');
  const before = await count(page);
  await page.locator('#people ~ div tbody a').first().click();
  await page.getByRole('link', { name: /^Take off the list/ }).click();
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await page.getByRole('link', { name: 'Choose a ground' }).waitFor();
  await page.getByLabel('Ground').selectOption('serious-event');
  await page.getByLabel('Evidence').fill('Hospital letter of 3 May');
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  await page.getByRole('link', { name: 'History of the file' }).click();
  await page.getByText('Hospital letter of 3 May').waitFor();
  await list(page, '?class=inside-no-exit');
  assert.equal(await count(page), before - 1);
});

test('an extension is recorded and moves the end of the stay', async () => {
  const page = await window.of(SUPERVISOR);
  await check(page, stack, stack.specimen(/^Inside since .* may stay until/).zone);
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('link', { name: 'Decide on the stay' }).click();
  await page.getByLabel('Decision', { exact: true }).selectOption('extended');
  await page.getByLabel('Ground').selectOption('humanitarian');
  const today = new Date().toISOString().slice(0, 10);
  const later = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day of the decision').fill(today);
  await page.getByLabel('Place of the decision').fill('București');
  await page.getByLabel(/^New last day/).fill(later);
  await page.getByLabel('What shows it').fill('File 17/2026');
  await page.getByRole('button', { name: 'Record decision' }).click();
  await page.getByText(/Extended \(Extension: humanitarian reasons\)/).waitFor();
});

test('a State is told of those who entered it, and of nobody else', async () => {
  const page = await window.of(IMMIGRATION);
  await list(page, '?class=inside-no-exit&state=ROU');
  const entered = await count(page);
  await page.goto(`${stack.origin}/notices`);
  assert.equal(await title(page), 'Notices');
  const files = await page.locator('tbody a').count();
  // Whoever was taken off the list since is no longer on it.
  assert.ok(entered <= files && files <= entered + 1, `${files} files, ${entered} on the list`);
});
