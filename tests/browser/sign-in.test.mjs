// Signing in and out at the stand-in provider.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BORDER, choose, open, signIn, title } from './desk.mjs';
import { start } from './stack.mjs';

const stack = await start();
const window = await open(stack);
const SESSION = '__Host-session';

test('a border officer signs in and sees the form of the check', async () => {
  const page = await window();
  await signIn(page, stack, BORDER);
  assert.equal(await title(page), 'Check a traveller');
  assert.match(await page.locator('.limen-person').innerText(), /Border Police Otopeni/);
});

test('a link into the system leads through sign-in and back to where it pointed', async () => {
  const page = await window();
  await page.goto(`${stack.origin}/check`);
  await choose(page, BORDER);
  assert.equal(page.url(), `${stack.origin}/check`);
  assert.equal(await title(page), 'Check a traveller');
});

test('after signing out neither going back nor reloading shows anything', async () => {
  const page = await window();
  await signIn(page, stack, BORDER);
  await page.goto(`${stack.origin}/check`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.goBack();
  assert.equal(await page.getByLabel('Machine-readable zone').count(), 0);
  await page.goto(`${stack.origin}/check`);
  assert.ok(page.url().startsWith(stack.issuer), page.url());
});

test('a session that was signed out is dead even for who kept its cookie', async () => {
  const page = await window();
  await signIn(page, stack, BORDER);
  const kept = await page.context().cookies();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.context().addCookies(kept);
  await page.goto(`${stack.origin}/check`);
  assert.ok(page.url().startsWith(stack.issuer), page.url());
});

test('a changed session cookie is no session', async () => {
  const page = await window();
  await signIn(page, stack, BORDER);
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === SESSION);
  const last = session.value.at(-1) === 'A' ? 'B' : 'A';
  await page.context().addCookies([{ ...session, value: session.value.slice(0, -1) + last }]);
  await page.goto(`${stack.origin}/check`);
  assert.ok(page.url().startsWith(stack.issuer), page.url());
});

test('signing in gives the session a new name', async () => {
  const page = await window();
  await page.goto(`${stack.origin}/check`);
  const name = async () => (await page.context().cookies(stack.origin))
    .find((cookie) => cookie.name === SESSION)?.value;
  const before = await name();
  await choose(page, BORDER);
  assert.ok(before);
  assert.notEqual(await name(), before);
});
