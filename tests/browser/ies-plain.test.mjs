// Every page of the Information Exchange System without scripts, at 400 % and in the language with
// the longest words; and what people do most, without scripts and by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, title } from './desk.mjs';
import { fillIn, picture } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { reach } from './keyboard.mjs';
import { look, narrow } from './look.mjs';

/// Names of texts, which nobody should see in their place.
const NAME = /\{\s*\$|\b(error|field|menu|done|action|purpose|role|state|level)-[a-z]+(-[a-z]+)*\b/;

const stack = await start();
const window = await open(stack, (page, login) => stack.signIn(page, login));

const one = (query) => stack.one(query);
const carl = await one(`SELECT account_id FROM membership JOIN community USING (community_id)
  WHERE slug = 'glossary'`);
const request = await one("SELECT registration_id FROM registration WHERE state = 'submitted' LIMIT 1");
const grant = await one("SELECT grant_id FROM role_grant WHERE role = 'validator'");
const organisation = await one('SELECT organisation_id FROM organisation LIMIT 1');

/// Pages by who sees them; nobody is signed in for the first.
const AREAS = [
  [null, ['/', '/privacy', '/privacy/1', '/terms', '/cookies', '/accessibility', '/legal']],
  ['maria', ['/apply', '/apply/form']],
  ['ana', ['/my', '/my/profile', '/my/consents', '/my/consents/transfer', '/my/data', '/my/data/ask',
    '/my/data/erase', '/my/data/restrict', '/my/data/object', '/my/memberships', '/my/activity',
    '/my/notifications', '/my/tokens', '/people', '/people?q=weiss', `/people/${carl}`]],
  ['ana', ['/communities', ...['', '/members', '/applications', '/memberships', `/members/${carl}`,
    '/settings', '/history'].map((path) => `/communities/statelessness${path}`),
  '/communities/glossary/join', '/communities/ncp/leave']],
  ['vera', ['/requests', `/requests/${request}`]],
  ['ulla', ['/users', '/users?q=weiss', `/users/${carl}`, `/users/${carl}/edit`,
    `/users/${carl}/suspend`, '/users/edits', '/roles', '/roles/propose', '/roles/who-sees',
    `/roles/${grant}`, '/organisations', `/organisations/${organisation}`, '/countries']],
  ['cora', ['/communities/new']],
  ['dora', ['/cases', '/cases/new', '/breaches', '/retention', '/record', '/statements',
    '/statements/privacy-statement/new']],
  ['ludo', ['/log']],
  ['sven', ['/system']],
];

/// Pages that other tests have looked at as they are found in use; here, that they have room.
const LOOKED_AT = /^\/(apply|my|people|requests|cases|communities$|communities\/[a-z]+($|\/members)|users)/;
/// Pages of these that no other test opens.
const OPENED_HERE = /^\/my\/(consents\/|data\/(erase|restrict|object)|memberships|notifications|tokens)/;

/// A window of whoever sees an area.
const see = (login, options) => (login ? window.of(login, options) : window(options));

for (const [login, paths] of AREAS) {
  test(`pages for ${login ?? 'everybody'} from ${paths[0]} on`, async (t) => {
    const [page, plain] = [await see(login), await see(login, { javaScriptEnabled: false })];
    for (const path of paths) {
      const address = `${stack.origin}${path}${path.includes('?') ? '&' : '?'}lang=de`;
      assert.equal((await page.goto(address)).status(), 200, path);
      assert.equal(await page.locator('html').getAttribute('lang'), 'de', path);
      assert.doesNotMatch(await page.locator('main').innerText(), NAME, path);
      const isKnown = LOOKED_AT.test(path) && !OPENED_HERE.test(path);
      const name = path.replaceAll(/[0-9a-f-]{36}/g, '{id}');
      await (isKnown ? narrow(page, name) : look(page, t, name));
      await plain.goto(address);
      assert.equal(await plain.locator('h1').count(), 1, path);
      assert.equal(await plain.locator('main form:not(:has(button))').count(), 0, path);
    }
  });
}

test('without scripts: apply, save what is half done, and go on', async () => {
  const page = await window({ javaScriptEnabled: false });
  await stack.signIn(page, 'kira');
  await page.getByRole('link', { name: 'Start the application' }).click();
  await page.getByLabel('Job title').fill('Head of unit');
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await page.goto(`${stack.origin}/apply/form`);
  assert.equal(await page.getByLabel('Job title').inputValue(), 'Head of unit');
  const file = { name: 'page.jpg', mimeType: 'image/jpeg', buffer: await picture(await window()) };
  await fillIn(page, stack, { organisation: 'Ministry of the Interior, Ukraine', file });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send the application' }).click();
  assert.equal(await title(page), 'Your application');
});

test('without scripts: find a Community, ask to join, and take it back', async () => {
  const page = await window.of('tom', { javaScriptEnabled: false });
  await page.goto(`${stack.origin}/communities?q=glossary`);
  await page.getByRole('link', { name: 'Glossary and Thesaurus' }).click();
  await page.getByLabel('Message to the leads').fill('I translate terms.');
  await page.getByRole('button', { name: 'Send the application' }).click();
  await page.waitForURL(/done=/);
  await page.goto(`${stack.origin}/communities`);
  await page.getByRole('button', { name: /^Take the application back/ }).first().click();
  await page.waitForURL(/done=/);
});

test('by keyboard alone: find a colleague, change one’s own title, look at one’s rights', async () => {
  const page = await window.of('ana');
  const press = async (role, name) => {
    await reach(page, page.getByRole(role, { name, exact: true }).first());
    await page.keyboard.press('Enter');
  };
  await page.goto(`${stack.origin}/my`);
  await press('link', 'People');
  await page.waitForURL(/\/people/);
  await reach(page, page.getByLabel('Name, organisation or job title'));
  await page.keyboard.type('weiss');
  await page.keyboard.press('Enter');
  await page.getByText('One person found').waitFor();
  await press('link', 'My account');
  await page.waitForURL(/\/my/);
  await page.goto(`${stack.origin}/my/profile`);
  const field = page.getByLabel('Job title');
  await reach(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Coordinator');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=profile/);
  await press('link', 'My data and rights');
  await page.waitForURL(/\/my\/data/);
  await press('link', 'Have your data erased');
  const box = page.getByLabel(/^I understand that my user account/);
  await reach(page, box);
  await page.keyboard.press('Space');
  assert.ok(await box.isChecked());
  await press('link', 'Keep my account');
  await page.waitForURL(/\/my\/data$/);
});

test('the first stop of the keyboard leads past the menu to the content', async () => {
  const page = await window.of('ana');
  await page.goto(`${stack.origin}/my`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  assert.ok(await skip.evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.id === 'main'));
});
