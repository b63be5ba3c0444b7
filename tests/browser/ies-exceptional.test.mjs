// An administrator changes somebody's details in their place: with a reason, told to the person
// at both addresses, shown in their activity and counted; and nothing else. Scenario 7.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, title } from './desk.mjs';
import { asked } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';

const REASON = 'The user asked for it, because of a technical fault';
const STORY = 'The confirmation of the new address loops.';
const REFUSED = { expects: /status of 4\d\d/ };

const stack = await start();
const window = await open(stack, (page, login) => stack.signIn(page, login));

/// The page of the user who is found by `text`.
async function user(page, text) {
  await page.goto(`${stack.origin}/users?q=${encodeURIComponent(text)}`);
  await page.locator('table a').first().click();
  await page.getByRole('heading', { name: 'What you can do' }).waitFor();
}

test('without a reason nothing is changed', async (t) => {
  const page = await window.of('ulla', REFUSED);
  await page.goto(`${stack.origin}/users`);
  await look(page, t, '/users');
  await user(page, 'vermeer');
  await look(page, t, '/users/{id}');
  await page.getByRole('link', { name: 'Exceptional edit' }).click();
  await look(page, t, '/users/{id}/edit');
  await page.getByLabel('E-mail address').fill('tom.vermeer@example.org');
  await page.getByRole('button', { name: 'Compare before and after' }).click();
  await page.getByText('Please check the form').waitFor();
  await look(page, t, '/users/{id}/edit without a reason');
  assert.equal(await page.getByLabel('E-mail address').inputValue(), 'tom.vermeer@example.org');
  assert.equal(await stack.one('SELECT count(*) FROM exceptional_edit'), '0');
});

test('with one the address alone changes, after a look at before and after', async (t) => {
  const page = await window.of('ulla');
  await user(page, 'vermeer');
  await page.getByRole('link', { name: 'Exceptional edit' }).click();
  await page.getByLabel('Reason').selectOption({ label: REASON });
  await page.getByLabel('What happened').fill(STORY);
  await page.getByLabel('E-mail address').fill('tom.vermeer@example.org');
  await page.getByRole('button', { name: 'Compare before and after' }).click();
  assert.equal(await title(page), 'Before and after');
  const rows = await page.locator('main table tbody tr').allInnerTexts();
  assert.equal(rows.length, 1);
  assert.match(rows[0], /tom@example\.org\s+tom\.vermeer@example\.org/);
  await look(page, t, '/users/{id}/edit before and after');
  await page.getByRole('button', { name: 'Save the edit' }).click();
  await page.getByText('The edit was saved').waitFor();
  assert.match(await page.locator('main').innerText(), /tom\.vermeer@example\.org/);
  assert.equal(await stack.one('SELECT count(*) FROM exceptional_edit'), '1');
});

test('the person is told at the old address and at the new one', async () => {
  for (const login of ['tom', 'tom.vermeer']) {
    const letter = await stack.letter(login, /administrator changed your details/);
    assert.ok(letter.text.includes(`${stack.origin}/my/activity`), letter.text);
    assert.doesNotMatch(letter.text, /vermeer@example/);
  }
});

test('the person sees it in their activity, and on the first page', async (t) => {
  const page = await window.of('tom');
  await page.goto(`${stack.origin}/my`);
  await look(page, t, '/my of whoever was changed');
  await page.goto(`${stack.origin}/my/activity`);
  const row = page.locator('main tr', { hasText: 'Contact details changed by an administrator' });
  const text = await row.innerText();
  assert.ok(text.includes(REASON), text);
  await look(page, t, '/my/activity');
});

test('it is counted in the report of the month, without values', async (t) => {
  const page = await window.of('ulla');
  await page.goto(`${stack.origin}/users/edits`);
  const row = page.locator('main tbody tr').first();
  assert.match(await row.innerText(), /\t1\s/);
  assert.doesNotMatch(await page.locator('main').innerText(), /@/);
  await look(page, t, '/users/edits');
  await row.getByRole('link').click();
  await look(page, t, '/users/edits of a month');
});

test('scans, the log, Communities, their own data and roles are not for the same administrator', async () => {
  const page = await window.of('ulla', REFUSED);
  const request = await stack.one('SELECT registration_id FROM registration LIMIT 1');
  const ulla = await stack.one("SELECT account_id FROM role_grant WHERE role = 'user-admin'");
  const closed = [`/requests/${request}`, `/requests/${request}/scan`, '/requests', '/log', '/log.csv',
    '/communities/return/members', '/communities/return/history', '/cases', `/users/${ulla}/edit`];
  for (const path of closed) {
    const { status } = await asked(page, stack.origin + path);
    assert.ok([403, 404].includes(status), `${path}: ${status}`);
  }
  // There is no way to change many at once.
  for (const path of ['/users', '/users/edit', '/users/edits']) {
    const { status } = await asked(page, stack.origin + path, { method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' }, form: { email: 'all@example.org' } });
    assert.ok([400, 404, 405].includes(status), `${path}: ${status}`);
  }
});

test('nobody proposes a role for themselves', async (t) => {
  const page = await window.of('ulla', REFUSED);
  await page.goto(`${stack.origin}/roles/propose`);
  await page.getByLabel('E-mail address of the user').fill('ulla@example.org');
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Coordinator for the Commission' });
  await page.getByLabel('Months').selectOption('3');
  await page.getByLabel('Why it is needed').fill('I would like to.');
  await page.getByRole('button', { name: 'Propose the role' }).click();
  await page.waitForLoadState();
  await look(page, t, '/roles/propose for oneself');
  const held = `SELECT count(*) FROM role_grant WHERE account_id =
    (SELECT account_id FROM role_grant WHERE role = 'user-admin')`;
  assert.equal(await stack.one(held), '1');
  const own = await stack.one("SELECT grant_id FROM role_grant WHERE role = 'user-admin'");
  const { status } = await asked(page, `${stack.origin}/roles/${own}/certify`,
    { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, form: {} });
  assert.ok([403, 404, 409, 422].includes(status), `${status}`);
});
