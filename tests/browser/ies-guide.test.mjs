// Pictures of the Information Exchange System for the guide, in the order of the guide.
import { test } from 'node:test';
import { open } from './desk.mjs';
import { examine, fillIn } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { picture } from './pictures.mjs';

const stack = await start({ accounts: 60 });
const window = await open(stack, (page, login) => stack.signIn(page, login));
const go = (page, path) => page.goto(stack.origin + path);

test('pictures of the way in', async () => {
  const page = await window.of('maria');
  await go(page, '/apply');
  await picture(page, 'ies-apply');
  await fillIn(page, stack);
  await picture(page, 'ies-form', { most: 1250 });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send the application' }).click();
  await page.getByRole('heading', { name: 'Your application has arrived' }).waitFor();
  await picture(page, 'ies-sent', { most: 1000 });
});

test('pictures of what a member does', async () => {
  const page = await window.of('ana');
  await go(page, '/my');
  await picture(page, 'ies-first');
  await go(page, '/communities');
  await picture(page, 'ies-communities', { most: 1100 });
  await go(page, '/communities/return/join');
  await picture(page, 'ies-join');
  await go(page, '/communities/statelessness/members');
  await picture(page, 'ies-members', { most: 1300 });
  await go(page, '/my/profile');
  await picture(page, 'ies-profile', { most: 1300 });
  await go(page, '/my/data');
  await picture(page, 'ies-rights', { most: 1500 });
  await go(page, '/my/data/withdraw');
  await picture(page, 'ies-withdraw');
});

test('pictures of a decision', async () => {
  // Smaller, because a photo with a mark across it does not become small otherwise.
  const page = await window.of('vera', { deviceScaleFactor: 0.75 });
  await go(page, '/requests');
  await picture(page, 'ies-queue', { most: 1100 });
  const id = await stack.one("SELECT registration_id FROM registration WHERE state = 'submitted'"
    + ' ORDER BY submitted_at DESC LIMIT 1');
  await examine(page, `${stack.origin}/requests/${id}`);
  await picture(page, 'ies-review', { most: 1250 });
});

test('pictures of administration', async () => {
  const page = await window.of('ulla');
  await go(page, '/users?q=vermeer');
  await page.locator('main table a').first().click();
  await page.getByRole('link', { name: 'Exceptional edit' }).click();
  await picture(page, 'ies-edit', { most: 1300 });
  await go(page, '/roles');
  await picture(page, 'ies-roles', { most: 1300 });
});

test('pictures of data protection', async () => {
  const page = await window.of('dora');
  await go(page, '/cases/new');
  await page.getByLabel('What is asked').selectOption({ label: 'Access to the data – EUDPR Art. 17' });
  await page.getByLabel('How it came').selectOption({ label: 'By letter' });
  await page.getByLabel('Received on').fill(new Date(Date.now() - 864e5).toISOString().slice(0, 10));
  await page.getByLabel('Name', { exact: true }).fill('Agata Nowak');
  await page.getByLabel('Address for the answer').fill('agata.nowak@example.org');
  await page.getByRole('button', { name: 'Enter the request' }).click();
  await page.getByText('The request was entered').first().waitFor();
  await picture(page, 'ies-case');
  await go(page, '/retention');
  await picture(page, 'ies-retention', { most: 1100 });
});
