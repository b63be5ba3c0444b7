// The main story without any script, and by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BORDER, answer, check, choose, day, open, recordEntry, signIn, vouch } from './desk.mjs';
import { reach } from './keyboard.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const TABS_MAX = 60;

const stack = await start();
const window = await open(stack);

test('without scripts: sign-in, check, entry, file, receipt, exit', async () => {
  const page = await window({ javaScriptEnabled: false });
  const person = traveller();
  await signIn(page, stack, BORDER);
  await check(page, stack, zone(person));
  assert.equal(await answer(page), 'May stay 90 days');
  await recordEntry(page);
  assert.equal(await answer(page), day(89));
  const receipt = await page.getByRole('link', { name: 'Print a receipt' }).getAttribute('href');
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  await page.goto(stack.origin + receipt);
  await page.getByRole('heading', { name: 'Your stay' }).waitFor();
  // A button that needs a script is not offered without one.
  assert.equal(await page.getByRole('button', { name: 'Print' }).count(), 0);
  await check(page, stack, zone(person));
  await vouch(page);
  await page.getByRole('button', { name: 'Record exit' }).click();
  await page.getByRole('heading', { level: 1, name: 'Exit recorded' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
});

test('without scripts: what was forgotten is said beside the field', async () => {
  const page = await window.of(BORDER, { javaScriptEnabled: false });
  await page.goto(`${stack.origin}/check`);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('alert').getByText('Scan a document, or type its data.').waitFor();
});

async function press(page, role, name) {
  const target = page.getByRole(role, { name, exact: true });
  await reach(page, target);
  await page.keyboard.press('Enter');
}

test('by keyboard alone: sign-in, check, entry, file, receipt, exit', async () => {
  const page = await window();
  const person = traveller();
  await page.goto(`${stack.origin}/`);
  await press(page, 'link', 'Sign in');
  const button = page.getByRole('button', { name: BORDER });
  await button.waitFor();
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await button.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await checkByKeyboard(page, person);
  await vouch(page);
  await press(page, 'button', 'Record entry');
  await page.getByRole('heading', { level: 1, name: 'Entry recorded' }).waitFor();
  const recorded = page.url();
  assert.equal(recorded, `${stack.origin}/entries`);
  await press(page, 'link', 'Open the individual file');
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  await press(page, 'link', 'Receipt 1');
  await page.getByRole('heading', { name: 'Your stay' }).waitFor();
  await press(page, 'link', 'Next traveller');
  await checkByKeyboard(page, person);
  await vouch(page);
  await press(page, 'button', 'Record exit');
  await page.getByRole('heading', { level: 1, name: 'Exit recorded' }).waitFor();
});

/// The field has the focus when the page opens, so nothing but typing is needed.
async function checkByKeyboard(page, person) {
  const field = page.getByLabel('Machine-readable zone', { exact: true });
  await field.waitFor();
  assert.ok(await field.evaluate((element) => element === document.activeElement));
  const [first, second] = zone(person).split('\n');
  await page.keyboard.type(first);
  await page.keyboard.press('Enter');
  await page.keyboard.type(second);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Person and document' }).waitFor();
}

test('after an entry the way to the next traveller has the focus', async () => {
  const page = await window.of(BORDER);
  await check(page, stack, zone(traveller()));
  await recordEntry(page);
  const next = page.getByRole('link', { name: 'Next traveller' });
  assert.ok(await next.evaluate((element) => element === document.activeElement));
});

test('the first stop of the keyboard leads past the menu to the content', async () => {
  const page = await window.of(BORDER);
  await page.goto(`${stack.origin}/privacy`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  assert.ok(await skip.evaluate((element) => element === document.activeElement));
  const box = await skip.boundingBox();
  assert.ok(0 <= box.y && 0 < box.height, 'the link can be seen');
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.id === 'main'));
});

test('a form is sent once, however often its button is pressed', async () => {
  const page = await window.of(BORDER);
  await check(page, stack, zone(traveller()));
  await vouch(page);
  let sent = 0;
  page.on('request', (request) => { if (request.url().endsWith('/entries')) sent += 1; });
  await page.evaluate(() => {
    const button = document.getElementById('record-entry');
    button.click();
    button.click();
  });
  await page.getByRole('heading', { level: 1, name: 'Entry recorded' }).waitFor();
  assert.equal(sent, 1);
});
