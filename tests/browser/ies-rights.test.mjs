// Rights over one's own data: the copy with everything in it, correction, and the register in
// which the data protection officer answers whoever writes a letter. Scenario 8.
//
// The daemon has the machine's clock, so letters are entered here that came earlier. What time
// does by itself, as the erasure after 31 days and the reminders, is tested with a clock that is
// set, in `ies/web/tests/it`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './desk.mjs';
import { asked } from './ies-desk.mjs';
import { start } from './ies-stack.mjs';
import { look } from './look.mjs';
import { unzip } from './zip.mjs';

const DAY_MS = 86_400_000;

const stack = await start();
const window = await open(stack, (page, login) => stack.signIn(page, login));
/// The day so many days ago, as a field takes it.
const past = (days) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

test('a user fetches a copy with everything about them and nobody else', async (t) => {
  const page = await window.of('ana');
  await page.goto(`${stack.origin}/my/data`);
  await look(page, t, '/my/data');
  await page.getByRole('button', { name: 'Prepare a copy' }).click();
  await page.getByText(/^Your copy is being prepared/).waitFor();
  await stack.letter('ana', /copy of your data is ready/);
  await page.reload();
  await look(page, t, '/my/data with a copy');
  const fetched = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the copy' }).click();
  assert.equal((await fetched).suggestedFilename(), 'my-data.zip');
  const answered = await page.context().request.get(`${stack.origin}/my/data/archive`);
  assert.match(answered.headers()['cache-control'], /no-store/);
  const files = unzip(await answered.body());
  const names = [...files.keys()];
  t.diagnostic(names.join(' '));
  for (const ending of ['.json', '.html', '.pdf', '.vcf']) {
    assert.ok(names.some((name) => name.endsWith(ending)), `${ending}: ${names}`);
  }
  const json = names.filter((name) => name.endsWith('.json'))
    .map((name) => files.get(name).toString('utf8')).join('\n');
  for (const part of ['Lind', 'ana@example.org', 'National coordinator', 'statelessness',
    '127.0.0.1', 'linux', 'Lead'.toLowerCase()]) {
    assert.ok(json.includes(part), `${part} is in ${json.slice(0, 2000)}`);
  }
  const own = JSON.parse(files.get('my-data.json')).categories;
  assert.match(own.consent.data[0].privacy_sha256, /^[0-9a-f]{64}$/);
  assert.ok(own['log-technical'].data.some(({ ip, what }) => ip === '127.0.0.1' && what === 'signed-in'));
  assert.equal(own.membership.data.length, 3);
  const everything = [...files].filter(([name]) => !name.endsWith('.pdf'))
    .map(([, bytes]) => bytes.toString('utf8')).join('\n');
  assert.doesNotMatch(everything, /Weiss|Blanc|Vermeer|carl@|cora@/);
  assert.ok(names.filter((name) => name.endsWith('.pdf'))
    .every((name) => files.get(name).subarray(0, 5).toString() === '%PDF-'));
});

test('nobody else fetches it, and nobody who is signed out', async () => {
  const other = await window.of('tom', { expects: /status of 404/ });
  assert.equal((await asked(other, `${stack.origin}/my/data/archive`)).status, 404);
  const stranger = await window();
  assert.ok([303, 401].includes((await asked(stranger, `${stack.origin}/my/data/archive`)).status));
});

test('a user corrects their details; somebody else’s stay as they are', async (t) => {
  const page = await window.of('carl', { expects: /status of 422/ });
  await page.goto(`${stack.origin}/my/profile`);
  await look(page, t, '/my/profile');
  await page.getByLabel('Telephone number').fill('call me');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Please check the form').waitFor();
  await look(page, t, '/my/profile with an error');
  await page.getByLabel('Telephone number').fill('+43 1 531 26');
  await page.getByLabel('Job title').fill('Senior expert');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/done=profile/);
  const lead = await window.of('ana');
  await lead.goto(`${stack.origin}/people?q=weiss`);
  await lead.getByText(/Senior expert/).waitFor();
});

test('a new address counts once it is confirmed from its own mailbox', async (t) => {
  const page = await window.of('carl');
  await page.goto(`${stack.origin}/my/profile`);
  await page.getByLabel('New address').fill('carl.weiss@example.org');
  await page.getByRole('button', { name: 'Change the address' }).click();
  const letter = await stack.letter('carl.weiss');
  const [link] = letter.text.match(/http\S+\/my\/profile\/email\/\S+/);
  await page.goto(link);
  await look(page, t, '/my/profile/email/{link}');
  await page.getByRole('button').filter({ hasText: /address/i }).first().click();
  await page.goto(`${stack.origin}/my/profile`);
  await page.getByText('carl.weiss@example.org').first().waitFor();
});

test('a request in one’s own words gets a number and a deadline', async (t) => {
  const page = await window.of('tom');
  await page.goto(`${stack.origin}/my/data/ask`);
  await look(page, t, '/my/data/ask');
  await page.getByLabel('What you ask for').selectOption({ label: 'Rectification' });
  await page.getByLabel('Your request').fill('My employer is now a university.');
  await page.getByRole('button', { name: 'Send the request' }).click();
  await page.waitForURL(/\/my\/data/);
  await page.goto(`${stack.origin}/my/data`);
  await page.locator('main a[href*="/my/data/requests/"]').first().click();
  await look(page, t, '/my/data/requests/{id}');
  await stack.letter('dora', /request about personal data/);
});

/// Enters a letter that came `days` ago, and stays on its page.
async function enter(page, name, days) {
  await page.goto(`${stack.origin}/cases/new`);
  await page.getByLabel('What is asked').selectOption({ label: 'Access to the data – EUDPR Art. 17' });
  await page.getByLabel('How it came').selectOption({ label: 'By letter' });
  await page.getByLabel('Received on').fill(past(days));
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Address for the answer').fill('applicant@example.org');
  await page.getByLabel(/^What the person wrote/).fill('What do you hold about me?');
  await page.getByRole('button', { name: 'Enter the request' }).click();
  await page.getByText('The request was entered').first().waitFor();
  const { text } = await stack.letter('applicant', /has arrived/);
  assert.match(text, /answered by \d+ [A-Z][a-z]+ \d{4}\s/);
}

test('who was refused long ago asks by letter: nothing is held, and that is an answer', async (t) => {
  const page = await window.of('dora');
  await page.goto(`${stack.origin}/cases`);
  await look(page, t, '/cases');
  await page.goto(`${stack.origin}/cases/new`);
  await look(page, t, '/cases/new');
  await enter(page, 'Agata Nowak', 3);
  await page.getByText(/\b2[5-9] days left/).first().waitFor();
  await look(page, t, '/cases/{id} of a letter');
  await page.getByLabel(/^Nobody of whom data is held/).check();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(/done=identified/);
  await page.getByLabel('Fulfilled', { exact: true }).check();
  await page.getByLabel(/^Nothing about this person is held/).check();
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await page.getByText('Fulfilled').first().waitFor();
  await look(page, t, '/cases/{id} answered');
  const letter = await stack.letter('applicant', /answer/i);
  assert.match(letter.text, /dpo@example\.org/);
  assert.match(letter.text, /edps@example\.org/);
});

test('a late answer turns red', async (t) => {
  const page = await window.of('dora');
  await enter(page, 'Jana Kral', 40);
  const late = page.getByText(/days? overdue/).first();
  const colour = await late.evaluate((label) => getComputedStyle(label).color.match(/\d+/g).map(Number));
  assert.ok(colour[1] < colour[0] && colour[2] < colour[0], `${colour}`);
  await look(page, t, '/cases/{id} overdue');
  await page.goto(`${stack.origin}/cases`);
  await page.getByText('1 request is overdue').waitFor();
  await look(page, t, '/cases with one overdue');
});

test('at the 25th day the time is extended, with a reason, and the person is told', async (t) => {
  const page = await window.of('dora', { expects: /status of 422/ });
  await enter(page, 'Piotr Nowak', 25);
  await page.getByLabel(/^Nobody of whom data is held/).check();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(/done=identified/);
  await page.locator('summary', { hasText: 'Extend the time' }).click();
  await page.getByRole('button', { name: 'Extend and tell the person' }).click();
  await page.getByText('Please check the form').waitFor();
  await page.getByLabel('Reasons', { exact: true }).fill('Several archives have to be searched.');
  await page.getByRole('button', { name: 'Extend and tell the person' }).click();
  await page.waitForURL(/done=extended/);
  await look(page, t, '/cases/{id} extended');
  const letter = await stack.letter('applicant', /longer|more time|extended/i);
  assert.match(letter.text, /takes longer than a month/);
});
