// Joining: from a stranger outside the Union to a member whose colleagues were told, and nothing
// of the passport remains. Scenario 1.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { open, title } from './desk.mjs';
import { CANARY, JPEG, asked, assertNowhere, examine, fillIn, holders,
  letIn } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';

const stack = await start({ accounts: 20 });
const window = await open(stack, (page, login) => stack.signIn(page, login));
let request;

test('whoever has no account sees the application and nothing else', async (t) => {
  const page = await window({ expects: /status of 40[34]/ });
  await stack.signIn(page, 'maria');
  assert.equal(page.url(), `${stack.origin}/apply`);
  await look(page, t, '/apply');
  for (const path of ['/my', '/communities', '/people', '/requests', '/users', '/log']) {
    const { status } = await asked(page, stack.origin + path);
    assert.ok([403, 404].includes(status), `${path}: ${status}`);
  }
  await page.goto(`${stack.origin}/communities`);
  assert.equal(await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link').count(), 0);
});

test('she fills in the form, checks what she filled in, and sends it', async (t) => {
  const page = await window.of('maria');
  await fillIn(page, stack);
  await look(page, t, '/apply/form');
  await page.getByRole('button', { name: 'Continue' }).click();
  assert.equal(await title(page), 'Check your application');
  await look(page, t, '/apply/review');
  await page.getByRole('button', { name: 'Send the application' }).click();
  assert.equal(page.url(), `${stack.origin}/request?done=sent`);
  await look(page, t, '/request');
  await stack.letter('maria', /received your application/);
  await stack.letter('vera', /waits for a decision/);
  const id = await stack.one(
    "SELECT registration_id FROM registration WHERE state = 'submitted' ORDER BY submitted_at DESC");
  request = `${stack.origin}/requests/${id}`;
});

test('before the decision the scan is nowhere in the clear, and its words are gone', async () => {
  // Whoever looks for nothing finds nothing: what is there is found.
  assert.notDeepEqual(holders(stack.folder, Buffer.from('registration')), []);
  await assertNowhere(stack, Buffer.from(CANARY));
  await assertNowhere(stack, JPEG);
});

test('the validator sees the scan with a mark on it, and no cache keeps it', async (t) => {
  const page = await window.of('vera');
  const answered = page.waitForResponse(`${request}/scan`);
  await examine(page, request);
  const headers = (await answered).headers();
  assert.match(headers['cache-control'], /no-store/);
  assert.equal(headers['content-disposition'], 'inline');
  assert.ok((await (await answered).body()).subarray(0, 20).includes(JPEG), 'it is a JPEG');
  assert.equal(await page.locator('main a[download], main a[href$="/scan"]').count(), 0);
  await look(page, t, '/requests/{id}');
  const viewed = `SELECT count(*) FROM log_entry
    WHERE action = 'view-scan' AND outcome = 'done' AND object = '${request.split('/').at(-1)}'`;
  assert.equal(await stack.one(viewed), '1');
});

test('with the decision the scan, its key and its file are gone', async (t) => {
  const page = await window.of('vera');
  await page.goto(`${request}?scan=show`);
  await page.locator('summary', { hasText: /^Accept$/ }).click();
  await page.getByLabel(/^I have compared the name/).check();
  await page.getByRole('button', { name: 'Accept…' }).click();
  await look(page, t, '/requests/{id}/accept');
  const files = fs.readdirSync(stack.path('files')).length;
  await page.getByRole('button', { name: 'Accept and destroy the scan' }).click();
  await page.getByText('The registration was accepted').waitFor();
  const id = request.split('/').at(-1);
  const state = `SELECT state FROM registration WHERE registration_id = '${id}'`;
  assert.equal(await stack.one(state), 'accepted');
  assert.equal(await stack.one(`SELECT count(*) FROM scan WHERE registration_id = '${id}'`), '0');
  assert.equal(await stack.one('SELECT count(*) FROM scan_key LEFT JOIN scan USING (scan_id)'
    + ' WHERE scan.scan_id IS NULL'), '0');
  await stack.until('SELECT count(*) FROM scan_end WHERE unlinked_at IS NULL', '0');
  assert.equal(fs.readdirSync(stack.path('files')).length, files - 1);
  await assertNowhere(stack, Buffer.from(CANARY));
  await assertNowhere(stack, JPEG);
  await stack.letter('maria', /account is open/);
});

test('the lead lets her in, and every member is told who now sees their details', async (t) => {
  const page = await window.of('cora');
  await page.goto(`${stack.origin}/communities/ncp/applications`);
  await page.getByRole('link', { name: 'Maria Beridze' }).click();
  await page.getByText('This would be the first member from outside the Union').waitFor();
  await look(page, t, '/communities/{place}/applications/{id}');
  await letIn(page, stack, 'ncp', 'Maria Beridze');
  const letter = await stack.letter('ana', /reach a recipient outside the Union/);
  assert.match(letter.text, /you can leave the Community/);
  const member = await window.of('ana');
  await member.goto(`${stack.origin}/communities/ncp`);
  await member.getByText(/a member works for Ministry of the Interior, Georgia/).waitFor();
  await look(member, t, '/communities/{place}');
});

test('she sees the cards of her Community alone', async (t) => {
  const page = await window({ expects: /status of 404/ });
  await stack.signIn(page, 'maria');
  assert.equal(await title(page), 'Welcome, Maria Beridze');
  await look(page, t, '/my');
  await page.goto(`${stack.origin}/communities/ncp/members`);
  const count = Number(await stack.one(`SELECT count(*) FROM membership JOIN community
    USING (community_id) WHERE slug = 'ncp' AND state = 'active'`));
  assert.equal(await page.locator('main h2, main h3').filter({ hasText: /^(Ana Lind|Cora Blanc)$/ })
    .count(), 2);
  await page.getByText(`${count} members`).first().waitFor();
  await look(page, t, '/communities/{place}/members');
  await page.goto(`${stack.origin}/people?q=lind`);
  await page.getByText('One person found').waitFor();
  await look(page, t, '/people');
  await page.goto(`${stack.origin}/people?q=vermeer`);
  await page.getByText('Nobody in your Communities matches').waitFor();
  const tom = await stack.one("SELECT account_id FROM membership JOIN community USING (community_id)"
    + " WHERE slug = 'return' ORDER BY account_id LIMIT 1");
  assert.equal((await page.goto(`${stack.origin}/people/${tom}`)).status(), 404);
});
