// What people do in the Information Exchange System, in the words of its pages, and looking for
// what must be nowhere.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/// What stands in the file of every picture that is uploaded here.
export const CANARY = 'QXZWKANARIENVOGEL';
/// How each picture in the form of JPEG begins.
export const JPEG = Buffer.from([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, ...Buffer.from('JFIF\0')]);
/// Headers that two answers may have different.
const OWN_HEADERS = ['date', 'x-request-id', 'set-cookie'];

/// A picture that stands for an identification page, with the canary as its comment.
export async function picture(page) {
  const address = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 620 });
    const paper = canvas.getContext('2d');
    const draw = (colour, ...box) => { paper.fillStyle = colour; paper.fillRect(...box); };
    draw('#eeece2', 0, 0, 900, 620);
    draw('#bec4cc', 60, 120, 240, 310);
    for (let line = 130; line < 430; line += 50) draw('#969eaa', 340, line, 500, 14);
    draw('#5a606e', 40, 500, 820, 20);
    draw('#5a606e', 40, 550, 820, 20);
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  const bytes = Buffer.from(address.split(',')[1], 'base64');
  const comment = Buffer.from(CANARY);
  const head = Buffer.from([0xFF, 0xFE, 0, comment.length + 2]);
  return Buffer.concat([bytes.subarray(0, 2), head, comment, bytes.subarray(2)]);
}

/// Fills in the application of somebody from a ministry in Georgia, with `more` of its fields.
export async function fillIn(page, stack, more = {}) {
  await page.goto(`${stack.origin}/apply/form`);
  const file = more.file ?? { name: 'page.jpg', mimeType: 'image/jpeg', buffer: await picture(page) };
  await page.getByLabel('Telephone number').fill('+995 32 555 01 23');
  await page.getByLabel('Organisation', { exact: true })
    .selectOption({ label: more.organisation ?? 'Ministry of the Interior, Georgia' });
  await page.getByLabel('Job title').fill('Policy officer');
  await page.getByLabel('Work address').fill('12 Example Avenue\n0105 Tbilisi');
  await page.getByLabel(more.community ?? 'National contact points').check();
  await page.getByLabel('Why you need access').fill('I answer ad-hoc queries for my ministry.');
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByLabel(/^I consent to the processing/).check();
  await page.getByLabel(/^I explicitly consent to this transfer/).check();
}

/// Applies for an account and gives the address of the request to those who decide.
export async function apply(page, stack, login, more = {}) {
  await stack.signIn(page, login);
  await fillIn(page, stack, more);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send the application' }).click();
  await page.getByRole('heading', { name: 'Your application has arrived' }).waitFor();
  const number = await page.locator('main').innerText();
  return `${stack.origin}/requests/${/[0-9a-f]{8}-[0-9a-f-]{27}/.exec(number)[0]}`;
}

/// Takes the request at `address` and looks at its scan.
export async function examine(page, address) {
  await page.goto(address);
  await page.getByRole('button', { name: 'Examine it' }).click();
  await page.getByRole('link', { name: 'Show the scan' }).click();
  const scan = page.getByRole('img', { name: /^Identification page/ });
  await scan.waitFor();
  await page.waitForFunction((image) => image.complete && 0 < image.naturalWidth,
    await scan.elementHandle());
}

/// Unfolds what `name` stands over.
async function unfold(page, name) {
  const summary = page.locator('summary', { hasText: name });
  const isOpen = await summary.evaluate((element) => element.parentElement.open);
  if (!isOpen) await summary.click();
}

/// Accepts the request whose scan was just looked at.
export async function accept(page) {
  await unfold(page, /^Accept$/);
  await page.getByLabel(/^I have compared the name/).check();
  await page.getByRole('button', { name: 'Accept…' }).click();
  await page.getByRole('button', { name: 'Accept and destroy the scan' }).click();
  await page.getByText('The registration was accepted').waitFor();
}

/// Refuses the request that is being examined.
export async function refuse(page) {
  await unfold(page, /^Refuse$/);
  await page.getByLabel('Reason').selectOption({ label: 'Does not belong to the circle of users' });
  await page.getByRole('button', { name: 'Refuse…' }).click();
  await page.getByRole('button', { name: /^Refuse/ }).click();
  await page.getByText('The registration was refused').waitFor();
}

/// As a lead of the Community `place`, lets in whoever is named.
export async function letIn(page, stack, place, name) {
  await page.goto(`${stack.origin}/communities/${place}/applications`);
  await page.getByRole('link', { name }).click();
  await page.getByLabel('Contributor').check();
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByText('The applicant now is a member').waitFor();
}

/// An answer as far as somebody can tell it from another: its status, its headers and its text.
export async function asked(page, address, options = {}) {
  const answered = await page.context().request.fetch(address,
    { maxRedirects: 0, headers: { accept: 'text/html' }, ...options });
  const headers = Object.entries(answered.headers()).filter(([name]) => !OWN_HEADERS.includes(name));
  return { status: answered.status(), headers: headers.sort(), body: await answered.text() };
}

/// That `bytes` stand in no file below `folder`, and `bytes` as hexadecimal digits in no row.
export async function assertNowhere(stack, bytes) {
  await stack.ask('CHECKPOINT');
  assert.deepEqual(holders(stack.folder, bytes), []);
  const tables = await stack.ask('SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = \'public\'');
  const [text, digits] = [bytes.toString('latin1').replaceAll('\'', '\'\''), bytes.toString('hex')];
  const isPlain = /^[ -~]*$/.test(text);
  for (const [table] of tables) {
    const found = await stack.one(`SELECT count(*) FROM ${table} AS one WHERE one::text LIKE '%${digits}%'
      ${isPlain ? `OR one::text LIKE '%${text}%'` : ''}`);
    assert.equal(found, '0', `in ${table}`);
  }
}

/// Files below `folder` that hold `bytes`.
export function holders(folder, bytes) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return holders(place, bytes);
    return entry.isFile() && isIn(place, bytes) ? [place] : [];
  });
}

/// Whether a file holds `bytes`; one that has just gone does not.
function isIn(file, bytes) {
  try {
    return fs.readFileSync(file).includes(bytes);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}
