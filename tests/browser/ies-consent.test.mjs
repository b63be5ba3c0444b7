// Consent withdrawn while somebody works in another tab: told before, confirmed by a fresh
// sign-in, every session dead, everything erased but what proves it. Scenario 4.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, title } from './desk.mjs';
import { asked } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';

/// The statement's sentence, section 8.
const SENTENCE = 'the user account will be disabled and all personal data will be deleted';
const HOUR_MS = 3_600_000;
/// Sessions must be dead so soon.
const DEAD_MS_MAX = 2_000;
const PROGRAM = { accept: 'application/json' };
const FORM = { ...PROGRAM, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

/// Everybody signed in at the provider so long ago.
const ago = (ms) => (text) => text.replaceAll('locale =',
  `seenAt = "${new Date(Date.now() - ms).toISOString()}"\nlocale =`);
const stack = await start({
  people: ago(HOUR_MS),
  config: (text) => `${text}\n[sign_in.claims]\nauthenticated_at = "seenAt"\n`,
});
await stack.end('iesd');
await stack.backUp();
await stack.serve();

const window = await open(stack, (page, login) => stack.signIn(page, login));
const ana = await stack.one(`SELECT account_id FROM membership JOIN community USING (community_id)
  WHERE level = 'lead' AND slug = 'network-fin'`);
const ended = { expects: /status of 4\d\d/ };

test('she makes a colleague a lead, which others will remember', async () => {
  const page = await window.of('ana');
  await page.goto(`${stack.origin}/communities/statelessness/memberships`);
  await page.getByRole('link', { name: 'Carl Weiss' }).click();
  await page.getByLabel('Lead', { exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=/);
});

test('before anything else the statement’s consequence is told, and who it is asked again', async (t) => {
  const page = await window.of('ana', ended);
  await page.goto(`${stack.origin}/my/consents`);
  await look(page, t, '/my/consents');
  await page.getByRole('link', { name: 'Withdraw consent', exact: true }).click();
  // The sign-in of an hour ago is too old for it, and one that the provider only repeats, too.
  await page.waitForURL((url) => url.origin === stack.issuer && url.searchParams.get('renew') === 'true');
  await choose(page);
  assert.notEqual(new URL(page.url()).pathname, '/my/data/withdraw');
  await look(page, t, 'the sign-in is too old');
  assert.equal(await stack.one(`SELECT state FROM account WHERE account_id = '${ana}'`), 'active');
});

test('she withdraws in one tab: the form in another, and the other browser, are signed out', async (t) => {
  const editor = await window.of('ana', ended);
  await editor.goto(`${stack.origin}/my/profile`);
  await editor.getByLabel('Job title').fill('Head of unit');
  const other = await window(ended);
  await stack.signIn(other, 'ana');
  assert.equal((await asked(other, `${stack.origin}/my`)).status, 200);
  await stack.end('standin-provider');
  await stack.provide(ago(0));
  const page = await editor.context().newPage();
  await page.goto(`${stack.origin}/my/data/withdraw`);
  await page.waitForURL(`${stack.issuer}/**`);
  await choose(page);
  assert.equal(new URL(page.url()).pathname, '/my/data/withdraw');
  assert.ok((await page.locator('main').innerText()).includes(SENTENCE));
  await look(page, t, '/my/data/withdraw');
  const button = page.getByRole('button', { name: /^Withdraw my consent/ });
  await button.click();
  await page.getByText('Please check the form').waitFor();
  await page.getByLabel(/^I understand that my user account/).check();
  // What was signed in before the confirmation is so no longer after it.
  assert.equal((await asked(other, `${stack.origin}/my`)).status, 200);
  const begin = Date.now();
  await button.click();
  // An account that is closed opens nothing at once (403); its sessions are known to be dead a
  // moment later (401).
  for (let status = 0; status !== 401;) {
    status = (await asked(other, `${stack.origin}/my`, { headers: PROGRAM })).status;
    assert.ok(Date.now() < begin + DEAD_MS_MAX, `the other browser is still signed in: ${status}`);
    assert.ok([200, 401, 403].includes(status), `${status}`);
  }
  t.diagnostic(`the other browser was signed out ${Date.now() - begin} ms after the click`);
  await page.getByText(/account/).first().waitFor();
  await look(page, t, 'after the withdrawal');
  const saved = await asked(editor, `${stack.origin}/my/profile`,
    { method: 'POST', headers: FORM, data: 'job_title=Head' });
  assert.equal(saved.status, 401);
  const sent = editor.waitForResponse((answered) => answered.request().method() === 'POST');
  await editor.getByRole('button', { name: 'Save' }).click();
  assert.equal((await sent).status(), 401);
  await editor.getByLabel('Job title').waitFor({ state: 'detached' });
});

/// Is Ana at the provider.
async function choose(page) {
  await page.locator('button[value="ana"]').click();
  await page.waitForURL(`${stack.origin}/**`);
}

test('everything of hers is erased, and what proves it stays', async () => {
  await stack.until(`SELECT count(*) FROM tombstone WHERE account_id = '${ana}'`, '1');
  await stack.until(`SELECT count(*) FROM account WHERE account_id = '${ana}'`, '0');
  const letter = await stack.letter('ana', /./);
  assert.match(letter.text, /controller@example\.org/);
  for (const table of ['profile', 'account_key', 'account_search_key', 'contact_search_key',
    'membership', 'role_grant', 'consent', 'export', 'notification_setting']) {
    const rows = `SELECT count(*) FROM ${table} WHERE account_id = '${ana}'`;
    assert.equal(await stack.one(rows), '0', table);
  }
  assert.equal(await stack.one(`SELECT count(*) FROM consent_evidence WHERE account_id = '${ana}'`),
    '1');
  const acts = `SELECT count(*) FROM log_entry WHERE person = '${ana}' AND action = 'withdraw-consent'`;
  assert.notEqual(await stack.one(acts), '0', 'her acts stand under an opaque identifier');
});

test('others see that somebody did it, and no name and no card', async (t) => {
  const lead = await window.of('carl', ended);
  await lead.goto(`${stack.origin}/communities/statelessness/history`);
  const text = await lead.locator('main').innerText();
  assert.doesNotMatch(text, /Lind/);
  assert.match(text, /Level changed\s+Carl Weiss\s+Former user/);
  await look(lead, t, '/communities/{place}/history');
  assert.equal((await lead.goto(`${stack.origin}/people/${ana}`)).status(), 404);
  await lead.goto(`${stack.origin}/people?q=lind`);
  await lead.getByText('Nobody in your Communities matches').waitFor();
});

test('who signs in again is unknown and may apply', async () => {
  const page = await window();
  await stack.signIn(page, 'ana');
  assert.equal(page.url(), `${stack.origin}/apply`);
  assert.equal(await title(page), 'You do not have an account yet');
});

test('a restored backup with the ledger of erasures brings her back to nobody', async () => {
  const [[erased, cause]] = await stack.ask(
    `SELECT erased_at, cause FROM tombstone WHERE account_id = '${ana}'`);
  await stack.end('iesd');
  stack.restore();
  await stack.serve();
  assert.equal(await stack.one(`SELECT state FROM account WHERE account_id = '${ana}'`), 'active');
  await stack.ask(`INSERT INTO tombstone VALUES ('${ana}', '${erased}', '${cause}')`);
  await stack.end('iesd');
  await stack.serve();
  assert.equal(await stack.one(`SELECT count(*) FROM account WHERE account_id = '${ana}'`), '0');
  const page = await window();
  await stack.signIn(page, 'ana');
  assert.equal(page.url(), `${stack.origin}/apply`);
});
