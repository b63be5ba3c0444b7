// The Information Exchange System begins: its start page, whoever has no account yet, and whoever
// decides on requests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, title } from './desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';

const stack = await start();
const window = await open(stack, (page, login) => stack.signIn(page, login));

test('the start page leads to signing in', async (t) => {
  const page = await window();
  await page.goto(stack.origin);
  assert.equal(await title(page), 'Information Exchange System');
  await look(page, t, '/');
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await page.waitForURL(`${stack.issuer}/**`);
});

test('who has no account lands on the application', async (t) => {
  const page = await window();
  await stack.signIn(page, 'maria');
  assert.equal(new URL(page.url()).pathname, '/apply');
  assert.match(await page.locator('main').innerText(), /Maria Beridze/);
  await look(page, t, '/apply');
});

test('a validator sees the requests that wait', async (t) => {
  const page = await window();
  await stack.signIn(page, 'vera', '/requests');
  assert.equal(page.url(), `${stack.origin}/requests`);
  assert.ok(0 < await page.locator('table tbody tr').count());
  await look(page, t, '/requests');
});

test('a validator gets a letter about each request', async () => {
  const letter = await stack.letter('vera', /waits for a decision/);
  assert.match(letter.text, /^Dear Vera Kask,\n/);
  assert.ok(letter.text.includes(`${stack.origin}/requests/`), letter.text);
  assert.match(letter.html, /<\/html>\s*$/);
});
