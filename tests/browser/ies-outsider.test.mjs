// An outsider learns nothing of a Community, a person or a request, in whatever way they ask; and
// whoever is removed is one with the next request. Scenario 3.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, title } from './desk.mjs';
import { asked } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const GONE = { expects: /status of 404/ };

const stack = await start();
const window = await open(stack, (page, login) => stack.signIn(page, login));
const account = (login) => stack.one(`SELECT account_id FROM membership JOIN community
  USING (community_id) WHERE level = 'lead' AND slug = '${login}'`);
const ana = await account('network-fin');
const cora = await account('steering-board');
const request = await stack.one('SELECT registration_id FROM registration LIMIT 1');

/// Ways to ask for the page at `path`.
const WAYS = [{}, { method: 'HEAD' }, { headers: { accept: 'text/html', range: 'bytes=0-10' } },
  { headers: { accept: 'application/json' } }];

/// That what is at each of `paths` answers `page` as what is at `absent`, which is nothing.
async function assertAbsent(page, paths, absent) {
  for (const way of WAYS) {
    const nothing = await asked(page, stack.origin + absent, way);
    assert.equal(nothing.status, 404, absent);
    for (const path of paths) {
      const answered = await asked(page, stack.origin + path, way);
      assert.deepEqual(answered, nothing, `${way.method ?? 'GET'} ${path}`);
    }
  }
}

test('a hidden Community answers as one that does not exist', async (t) => {
  const page = await window.of('tom', GONE);
  const id = await stack.one("SELECT community_id FROM community WHERE slug = 'steering-board'");
  const below = ['', '/join', '/leave', '/invitation', '/members', '/members?q=blanc', '/members.vcf',
    `/members/${cora}`, '/memberships', '/applications', '/settings', '/history'];
  for (const path of below) {
    const there = ['steering-board', id].map((place) => `/communities/${place}${path}`);
    await assertAbsent(page, there, `/communities/no-such-place${path}`);
  }
  assert.equal((await page.goto(`${stack.origin}/communities/steering-board`)).status(), 404);
  assert.equal(await title(page), 'Nothing is here');
  await look(page, t, 'nothing is here');
  await page.goto(`${stack.origin}/communities?q=steering`);
  await page.getByText('No Community matches').waitFor();
  await look(page, t, '/communities');
});

test('a listed Community tells an outsider how many belong to it, and of nobody who they are', async () => {
  const page = await window.of('tom', GONE);
  for (const path of ['/members', '/members.vcf', `/members/${ana}`, '/history', '/applications']) {
    assert.equal((await asked(page, `${stack.origin}/communities/statelessness${path}`)).status, 404);
  }
  await page.goto(`${stack.origin}/communities/statelessness/join`);
  const text = await page.locator('main').innerText();
  assert.match(text, /2 members/);
  assert.doesNotMatch(text, /Lind|Weiss/);
});

test('cards, requests and cases of others answer as those of nobody', async () => {
  const page = await window.of('tom', GONE);
  await assertAbsent(page, [`/people/${ana}`], `/people/${NOBODY}`);
  await assertAbsent(page, [`/people/${ana}.vcf`], `/people/${NOBODY}.vcf`);
  await assertAbsent(page, [`/request/${request}`], `/request/${NOBODY}`);
  for (const path of [`/requests/${request}`, `/requests/${request}/scan`, `/users/${ana}`, '/log']) {
    assert.ok([403, 404].includes((await asked(page, stack.origin + path)).status), path);
  }
  const foreign = await asked(page, `${stack.origin}/requests/${request}/scan`);
  assert.deepEqual(foreign, await asked(page, `${stack.origin}/requests/${NOBODY}/scan`));
});

test('search and completion know nobody outside of one’s own Communities', async (t) => {
  const page = await window.of('tom');
  for (const [words, found] of [['lind', 0], ['ana', 0], ['Ministry of the Interior, Finland', 0]]) {
    await page.goto(`${stack.origin}/people?q=${encodeURIComponent(words)}`);
    assert.equal(await page.locator('main a[href^="mailto:"]').count(), found, words);
    const offered = await asked(page, `${stack.origin}/people/suggest?q=${encodeURIComponent(words)}`);
    assert.deepEqual(JSON.parse(offered.body), [], words);
  }
  await look(page, t, '/people');
});

test('each try is in the log', async () => {
  const page = await window.of('tom');
  const count = async () => Number(await stack.one(`SELECT count(*) FROM log_entry
    WHERE outcome = 'not-found' AND object = '${cora}'`));
  const before = await count();
  await asked(page, `${stack.origin}/people/${cora}`);
  assert.equal(await count(), before + 1);
});

test('a removed member with a tab open gets nothing with the next request', async (t) => {
  const tab = await window.of('carl', GONE);
  await tab.goto(`${stack.origin}/communities/statelessness/members`);
  const card = await tab.getByRole('link', { name: /vCard.*Ana Lind/s }).getAttribute('href');
  assert.equal((await asked(tab, stack.origin + card)).status, 200);
  const lead = await window.of('ana');
  await lead.goto(`${stack.origin}/communities/statelessness/memberships`);
  await lead.getByRole('link', { name: 'Carl Weiss' }).click();
  await look(lead, t, '/communities/{place}/members/{id}');
  await lead.getByRole('link', { name: /Remove/ }).click();
  await look(lead, t, '/communities/{place}/members/{id}/remove');
  await lead.getByRole('button', { name: /Remove/ }).click();
  await lead.waitForURL(/done=removed/);
  assert.equal((await tab.reload()).status(), 404);
  assert.equal(await title(tab), 'Nothing is here');
  await assertAbsent(tab, [card], `/people/${NOBODY}.vcf`);
  await tab.goto(`${stack.origin}/people?q=lind`);
  await tab.getByText('Nobody in your Communities matches').waitFor();
  const offered = await asked(tab, `${stack.origin}/people/suggest?q=lind`);
  assert.deepEqual(JSON.parse(offered.body), []);
});
