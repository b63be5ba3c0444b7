// Who may do what: immigration officers, auditors, and border officers beyond their task.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AUDITOR, BORDER, IMMIGRATION, answer, check, open, recordEntry, title } from './desk.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const REFUSED = { expects: /status of 40[34]/ };

const stack = await start();
const window = await open(stack);

/// A traveller who entered, and the address of the file.
async function entered() {
  const page = await window.of(BORDER);
  const person = traveller();
  await check(page, stack, zone(person));
  await recordEntry(page);
  const file = page.getByRole('link', { name: 'Open the individual file' });
  return { person, file: stack.origin + await file.getAttribute('href') };
}

/// Whether a page that exists for others is refused, as a page.
async function refused(page, path) {
  const answered = await page.goto(path.startsWith('http') ? path : stack.origin + path);
  return [answered.status(), await title(page)];
}

test('an immigration officer checks within the territory and can record nothing', async () => {
  const { person } = await entered();
  const page = await window.of(IMMIGRATION);
  await page.goto(`${stack.origin}/check`);
  assert.equal(await title(page), 'Check within the territory');
  await check(page, stack, zone(person));
  assert.equal(await answer(page), 'May stay 90 days');
  assert.equal(await page.getByRole('button', { name: /^Record/ }).count(), 0);
});

test('an entry posted by an immigration officer is refused', async () => {
  const page = await window.of(IMMIGRATION, REFUSED);
  await page.goto(`${stack.origin}/check`);
  const [status, text] = await page.evaluate(async (lines) => {
    const body = new URLSearchParams({ zone: lines, crossing_id: crypto.randomUUID() });
    const answered = await fetch('/entries', { method: 'POST', body });
    return [answered.status, await answered.text()];
  }, zone(traveller()));
  assert.equal(status, 403);
  assert.match(text, /You may not do this|no-basis/);
});

test('an auditor sees in the log what was just done, by whom and by which article', async () => {
  const { file } = await entered();
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log?file=${file.split('/').at(-1)}`);
  const rows = await page.locator('tbody tr').allInnerTexts();
  const entry = rows.find((row) => row.includes('Entry recorded'));
  assert.ok(entry, rows.join('\n'));
  assert.match(entry, /Border Police Otopeni \(ROU\)/);
  assert.match(entry, /officer-otopeni/);
  assert.match(entry, /EES Art\. \d/);
  assert.match(entry, /Done/);
});

test('the log can be asked for one authority, and for a time in which nothing was done', async () => {
  await entered();
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log`);
  await page.getByLabel('Kind of authority').selectOption({ label: 'Border authorities' });
  await page.getByRole('button', { name: 'Show' }).click();
  const rows = page.locator('tbody tr');
  const [all, border] = [await rows.count(), await rows.filter({ hasText: 'Border Police' }).count()];
  assert.ok(0 < all);
  assert.equal(border, all);
  await page.getByLabel('From (UTC)').fill('2020-01-01T00:00');
  await page.getByLabel('Before (UTC)').fill('2020-01-02T00:00');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('No operation matches').waitFor();
});

test('reading the log is itself in the log', async () => {
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log`);
  await page.goto(`${stack.origin}/log`);
  assert.match(await page.locator('tbody').innerText(), /Log read/);
});

test('an attempt without right is in the log as refused', async () => {
  const officer = await window.of(BORDER, REFUSED);
  assert.deepEqual(await refused(officer, '/log'), [403, 'You may not do this']);
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log`);
  const rows = page.locator('tbody tr').filter({ hasText: 'Refused' });
  assert.ok(0 < await rows.filter({ hasText: 'Log read' }).count());
});

test('how far the log is sealed is shown, with a checkpoint to take away', async () => {
  await entered();
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log/integrity`);
  await page.getByText('Sealing is up to date', { exact: true }).waitFor();
  const address = await page.getByRole('link', { name: /signed checkpoint/ }).getAttribute('href');
  const text = await page.evaluate(async (href) => (await fetch(href)).text(), address);
  assert.match(text, /\n\d+\n[A-Za-z0-9+/=]{44}\n\n— /);
});

test('the whole log is recomputed when an auditor asks for it', async () => {
  await entered();
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log/integrity`);
  await page.getByRole('button', { name: 'Recompute now' }).click();
  await page.getByText(/^On .*, [\d,]+ lines were hashed again and fit what was signed\.$/).waitFor();
});

test('an auditor leafs through the log and back', async () => {
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log`);
  // Each look at the log is a row of it.
  await page.evaluate(async () => {
    for (let look = 0; look < 50; look += 1) await fetch('/log');
  });
  await page.reload();
  const status = page.locator('.limen-pager__status');
  const rows = page.locator('tbody tr');
  const pages = Number((await status.innerText()).match(/of (\d+)/)[1]);
  assert.ok(1 < pages && await rows.count() === 50);
  assert.equal(await page.getByRole('link', { name: 'Previous' }).count(), 0);
  await page.getByRole('link', { name: 'Next' }).click();
  await page.waitForURL(/after=/);
  assert.match(await status.innerText(), /2 of/);
  await page.getByRole('link', { name: 'Previous' }).click();
  await page.waitForURL((url) => !url.searchParams.has('after'));
  assert.match(await status.innerText(), /1 of/);
  assert.equal(await rows.count(), 50);
});

test('an auditor does not come near a file or a check', async () => {
  const { file } = await entered();
  const page = await window.of(AUDITOR, REFUSED);
  assert.deepEqual(await refused(page, file), [404, 'Nothing is here']);
  assert.deepEqual(await refused(page, `${file}/receipt`), [404, 'Nothing is here']);
  assert.deepEqual(await refused(page, '/check'), [403, 'You may not do this']);
  const menu = page.getByRole('navigation', { name: 'Main menu' });
  assert.equal(await menu.getByRole('link', { name: 'Check', exact: true }).count(), 0);
});

test('a border officer reads no log', async () => {
  const page = await window.of(BORDER, REFUSED);
  assert.deepEqual(await refused(page, '/log'), [403, 'You may not do this']);
  assert.deepEqual(await refused(page, '/log/integrity'), [403, 'You may not do this']);
  assert.equal(await page.getByRole('link', { name: 'Log of operations' }).count(), 0);
});
