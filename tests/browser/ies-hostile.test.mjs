// What strangers upload, type and send: nothing harmful is taken, shown as more than text, or
// done. Scenario 10.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { open, title } from './desk.mjs';
import { accept, asked, examine, fillIn, letIn, picture } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';

const MANY_BYTES = 50_000_000;
/// The text by which programs that look for malware are tried, in two parts so that this file is
/// not taken for it.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const MARKUP = '<img src=x onerror="window.ran=true"><script>window.ran=true</script>';
const REFUSED = { expects: /status of (403|404|409|413|415|422)|ERR_|Content Security Policy/ };

const stack = await start();
const window = await open(stack, (page, login) => stack.signIn(page, login));

/// A picture in the format PNG that says it has four billion pixels.
function bomb() {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(65_000, 0);
  head.writeUInt32BE(65_000, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunk = (kind, content) => {
    const named = Buffer.concat([Buffer.from(kind), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc(named));
    return Buffer.concat([length, named, sum]);
  };
  const pixels = zlib.deflateSync(Buffer.alloc(1 << 20));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), chunk('IHDR', head),
    chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/// The checksum of PNG.
function crc(bytes) {
  let sum = 0xFFFFFFFF;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xEDB88320 : 0);
  }
  return (sum ^ 0xFFFFFFFF) >>> 0;
}

const files = [
  ['page.pdf', `%PDF-1.7\n<html><script>alert(1)</script></html>`, /cannot be read|not a JPEG/],
  ['page.jpg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /not a JPEG/],
  ['page.zip', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(1 << 20)]), /not a JPEG/],
  ['page.png', bomb(), /more pixels than/],
  ['page.tiff', Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(MANY_BYTES)]), /too large/i],
  ['eicar.jpg', EICAR, /not a JPEG/],
];

test('no harmful file is taken, and nothing of it is kept', async (t) => {
  const page = await window.of('maria', REFUSED);
  const kept = fs.readdirSync(stack.path('files')).length;
  await fillIn(page, stack);
  for (const [name, content, said] of files) {
    fs.writeFileSync(stack.path(name), content);
    await page.getByLabel('Scan or photo').setInputFiles(stack.path(name));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForLoadState();
    assert.match(await page.locator('main').innerText(), said, name);
    assert.equal(await page.locator('main img').count(), 0);
    if (name !== 'page.tiff') await again(page);
    else await fillIn(page, stack);
  }
  await look(page, t, '/apply/form with a wrong file');
  assert.equal(fs.readdirSync(stack.path('files')).length, kept);
  const held = 'SELECT count(*) FROM scan';
  const before = await stack.one(held);
  assert.equal(before, String(kept));
});

/// What was typed is still there; consents are given anew.
async function again(page) {
  assert.equal(await page.getByLabel('Job title').inputValue(), 'Policy officer');
  await page.getByLabel(/^I consent to the processing/).check();
  await page.getByLabel(/^I explicitly consent to this transfer/).check();
}

test('what is typed is said to be wrong at its field and never obeyed', async () => {
  const page = await window.of('maria', REFUSED);
  await fillIn(page, stack);
  const file = { name: 'page.jpg', mimeType: 'image/jpeg', buffer: await picture(page) };
  await page.getByLabel('First name').fill(MARKUP);
  await page.getByLabel('Scan or photo').setInputFiles(file);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('does not belong in a name').first().waitFor();
  assert.equal(await page.getByLabel('First name').inputValue(), MARKUP);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  // A line break in a name would begin a header of a letter; a field has no line breaks, so the
  // form is sent past the browser.
  const address = 'maria@example.org\r\nBcc: everybody@example.org';
  for (const [name, value] of [['last_name', 'Beridze\r\nBcc: everybody@example.org'], ['email', address]]) {
    const answered = await page.context().request.post(`${stack.origin}/apply/review`, {
      headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' },
      multipart: { first_name: 'Maria', last_name: 'Beridze', email: 'maria@example.org', [name]: value } });
    assert.equal(answered.status(), 422, name);
  }
});

test('markup in free text is shown as text, to the validator, the lead and the members', async (t) => {
  const page = await window.of('maria', REFUSED);
  await fillIn(page, stack);
  // What was typed before is still there.
  await page.getByLabel('First name').fill('Maria');
  await page.getByLabel('Last name').fill('Beridze');
  await page.getByLabel('E-mail address').fill('maria@example.org');
  await page.getByLabel('Why you need access').fill(MARKUP);
  await page.getByLabel('Work address').fill(`12 Example Avenue ${MARKUP}`);
  await page.getByLabel('Job title').fill('Policy officer =HYPERLINK("http://127.0.0.1")');
  await page.getByRole('button', { name: 'Continue' }).click();
  assert.equal(await title(page), 'Check your application');
  await assertText(page);
  // Fields that the form does not have change nothing.
  await page.evaluate(() => {
    const form = document.querySelector('form[action="/apply/send"]');
    for (const name of ['state', 'role', 'account_id', 'decision']) {
      form.append(Object.assign(document.createElement('input'), { name, value: 'accepted', type: 'hidden' }));
    }
  });
  await page.getByRole('button', { name: 'Send the application' }).click();
  await page.getByRole('heading', { name: 'Your application has arrived' }).waitFor();
  const id = await stack.one("SELECT registration_id FROM registration WHERE state = 'submitted'"
    + ' ORDER BY submitted_at DESC LIMIT 1');
  const validator = await window.of('vera');
  await examine(validator, `${stack.origin}/requests/${id}`);
  await assertText(validator);
  await look(validator, t, '/requests/{id} with markup');
  await accept(validator);
  const lead = await window.of('cora');
  await lead.goto(`${stack.origin}/communities/ncp/applications`);
  await lead.getByRole('link', { name: 'Maria Beridze' }).click();
  await assertText(lead);
  await letIn(lead, stack, 'ncp', 'Maria Beridze');
  const member = await window.of('ana');
  await member.goto(`${stack.origin}/communities/ncp/members`);
  await assertText(member);
  await look(member, t, '/communities/{place}/members with markup');
  for (const letter of stack.letters()) {
    assert.doesNotMatch(letter.html, /<script|onerror/, letter.subject);
    assert.equal(letter.headers.bcc, undefined);
  }
});

/// The markup is there, as text.
async function assertText(page) {
  assert.ok((await page.locator('main').innerText()).includes('<script>window.ran=true</script>'));
  assert.equal(await page.locator('main img[src="x"], main script').count(), 0);
  assert.equal(await page.evaluate(() => window.ran), undefined);
}

test('a form on another site changes nothing', async () => {
  const page = await window.of('ulla', REFUSED);
  const other = await page.context().newPage();
  for (const path of ['/roles/propose', '/my/profile', '/my/data/erase', '/countries']) {
    await other.goto(`${stack.issuer}/cas/login`);
    const answered = other.waitForResponse(stack.origin + path);
    await other.evaluate((action) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action });
      form.append(Object.assign(document.createElement('input'), { name: 'understood', value: 'yes' }));
      document.body.append(form);
      form.submit();
    }, stack.origin + path);
    assert.ok([401, 403].includes((await answered).status()), path);
    await other.waitForURL(stack.origin + path);
  }
  for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' }]) {
    const answered = await asked(page, `${stack.origin}/my/data/erase`,
      { method: 'POST', headers: { accept: 'text/html', ...headers }, form: { understood: 'yes' } });
    assert.equal(answered.status, 403, JSON.stringify(headers));
  }
  assert.equal(await stack.one("SELECT count(*) FROM account WHERE state <> 'active'"), '0');
});

test('a profile takes its own fields alone', async () => {
  const page = await window.of('carl', REFUSED);
  const ana = await stack.one(`SELECT account_id FROM membership JOIN community USING (community_id)
    WHERE level = 'lead' AND slug = 'network-fin'`);
  await page.goto(`${stack.origin}/my/profile`);
  const version = await page.locator('input[name="version"]').inputValue();
  const own = { first_name: 'Carl', last_name: 'Weiss', telephone: '+43 1 531 26',
    work_address: '1 Example Street', job_title: 'Expert', version };
  const more = { account_id: ana, id: ana, role: 'user-admin', state: 'erased', email: 'x@example.org' };
  await asked(page, `${stack.origin}/my/profile`, { method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' }, form: { ...own, ...more } });
  await page.reload();
  await page.getByText('carl@example.org').first().waitFor();
  assert.equal(await stack.one("SELECT count(*) FROM role_grant WHERE role = 'user-admin'"), '1');
  const member = await window.of('ana');
  await member.goto(`${stack.origin}/my/profile`);
  assert.equal(await member.getByLabel('First name').inputValue(), 'Ana');
});
