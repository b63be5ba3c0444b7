// Signing in at a certified provider, not only at one of ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BORDER, choose, open, signIn, title } from './desk.mjs';
import { certified } from './provider.mjs';
import { start } from './stack.mjs';

const stack = await start({ provider: certified });
const window = await open(stack);

test('a border officer signs in at a certified provider', async () => {
  const page = await window();
  await signIn(page, stack, BORDER);
  assert.equal(await title(page), 'Check a traveller');
  assert.match(await page.locator('.limen-person').innerText(), /Border Police Otopeni/);
});

test('a link into the system leads through a certified provider and back', async () => {
  const page = await window();
  await page.goto(`${stack.origin}/check`);
  await choose(page, BORDER);
  assert.equal(page.url(), `${stack.origin}/check`);
});

test('signing out here leads to a certified provider, which asks, and back', async () => {
  const page = await window();
  await signIn(page, stack, BORDER);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${stack.issuer}/session/end**`);
  await page.getByRole('button', { name: 'Yes' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: BORDER }).waitFor();
});
