// The scan after the decision: whoever tries, and however, sees nothing of it, and each try is
// logged; a crash and a backup bring nothing back. Scenario 2.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { open } from './desk.mjs';
import { JPEG, accept, apply, asked, examine, holders, refuse } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';

const NOBODY = '00000000-0000-4000-8000-000000000000';

const stack = await start();
const window = await open(stack, (page, login) => stack.signIn(page, login));
const GONE = { expects: /status of 404/ };

/// Requests that wait, by their numbers; each is decided in one test.
const waiting = await stack.ask(
  "SELECT registration_id FROM registration WHERE state = 'submitted' ORDER BY registration_id");
const request = () => `${stack.origin}/requests/${waiting.pop()[0]}`;

/// How often the scan of a request was asked for in vain.
const refusals = (address) => stack.one(`SELECT count(*) FROM log_entry WHERE action = 'view-scan'
  AND outcome <> 'done' AND object = '${address.split('/').at(-1)}'`);

/// That nobody sees the scan of the request at `address` any more, asked in every way.
async function assertGone(page, address) {
  const before = Number(await refusals(address));
  const absent = await asked(page, `${stack.origin}/requests/${NOBODY}/scan`);
  assert.equal(absent.status, 404, absent.body);
  const ways = [{}, { method: 'HEAD' }, { headers: { accept: 'text/html', range: 'bytes=0-99' } }];
  for (const way of ways) {
    const answered = await asked(page, `${address}/scan`, way);
    assert.equal(answered.status, 404, answered.body.replaceAll(/<[^>]*>|\s+/g, " "));
    if (way.method !== 'HEAD') assert.deepEqual(answered, absent);
  }
  assert.equal(Number(await refusals(address)), before + ways.length, 'each try is logged');
  const end = `SELECT count(*) FROM scan_key JOIN scan USING (scan_id)
    WHERE registration_id = '${address.split('/').at(-1)}'`;
  assert.equal(await stack.one(end), '0');
}

test('the validator who accepted sees no scan by its address, going back or in another window', async (t) => {
  const page = await window.of('vera', GONE);
  const other = await page.context().newPage();
  const address = request();
  await examine(page, address);
  await other.goto(`${address}?scan=show`);
  await page.goto(`${address}?scan=show`);
  await accept(page);
  await assertGone(page, address);
  // Two pages back stood the request with its scan.
  await page.evaluate(() => history.go(-2));
  await page.waitForURL(`${address}?scan=show`);
  await page.locator('h1').waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  await other.reload();
  assert.equal(await other.locator('main img').count(), 0);
  await look(other, t, '/requests/{id} after the decision');
  assert.equal((await other.goto(`${address}/scan`)).status(), 404);
});

test('a refused request is as silent as an accepted one', async () => {
  const page = await window.of('vera', GONE);
  const address = request();
  await examine(page, address);
  await refuse(page);
  await assertGone(page, address);
});

test('so is one that was withdrawn', async (t) => {
  const applicant = await window();
  const address = await apply(applicant, stack, 'kira');
  await applicant.getByRole('link', { name: 'Withdraw the application' }).click();
  await look(applicant, t, '/request/withdraw');
  await applicant.getByRole('button', { name: 'Withdraw the application' }).click();
  await applicant.waitForURL(/\/request\//);
  const page = await window.of('vera', GONE);
  await assertGone(page, address);
});

test('a crash between the decision and the removal of the file leaves nothing that can be read', async (t) => {
  const [address, lapsing] = [request(), request()];
  let page = await window.of('vera', GONE);
  await examine(page, address);
  // Whoever removes files finds no work, so that the crash comes before the removal.
  await stack.ask('REVOKE SELECT ON job FROM ies_upkeep');
  await refuse(page);
  const blob = await stack.one("SELECT about->>'blob' FROM job WHERE kind = 'unlink-scan'");
  await stack.ask(`UPDATE registration SET submitted_at = submitted_at - interval '61 days',
    since = since - interval '61 days' WHERE registration_id = '${lapsing.split('/').at(-1)}'`);
  await stack.end('iesd', 'SIGKILL');
  const file = stack.path(`files/${blob}`);
  assert.ok(fs.existsSync(file));
  assert.deepEqual(holders(stack.folder, JPEG), []);
  await stack.backUp();
  await stack.serve();
  await assertGone(page, address);
  assert.ok(fs.existsSync(file), 'the file waits for its removal');
  await stack.ask('GRANT SELECT ON job TO ies_upkeep');
  await stack.until('SELECT count(*) FROM scan_end WHERE unlinked_at IS NULL', '0');
  assert.ok(!fs.existsSync(file));
  // Time ends a request as a decision does.
  await stack.until(`SELECT state FROM registration
    WHERE registration_id = '${lapsing.split('/').at(-1)}'`, 'expired');
  page = await window.of('vera', GONE);
  await assertGone(page, lapsing);
  t.diagnostic('the crash came after the decision and before the removal');
});

test('a backup that is restored after the decision holds a scan without its key', async () => {
  const address = request();
  const page = await window.of('vera', GONE);
  await examine(page, address);
  await refuse(page);
  await stack.end('iesd');
  stack.restore();
  await stack.serve();
  await stack.signIn(page, 'vera', '/requests');
  await page.goto(address);
  const state = `SELECT state FROM registration WHERE registration_id = '${address.split('/').at(-1)}'`;
  assert.equal(await stack.one(state), 'submitted', 'the backup is older than the decision');
  assert.equal((await asked(page, `${address}/scan`)).status, 404, 'wrapped under a lost key');
  // The table of the keys is left out, too.
  await stack.ask('DELETE FROM scan_key');
  assert.equal((await asked(page, `${address}/scan`)).status, 404);
  assert.deepEqual(holders(stack.folder, JPEG), []);
});
