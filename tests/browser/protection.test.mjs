// What keeps a browser from being used against the person in front of it, and what anybody may
// read without signing in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BORDER, check, open, title } from './desk.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const stack = await start();
const window = await open(stack);

test('every answer tells the browser what it may not do', async () => {
  const page = await window.of(BORDER, { expects: /status of 404/ });
  for (const path of ['/', '/check', '/privacy', '/privacy.json', '/nowhere']) {
    const headers = (await page.goto(stack.origin + path)).headers();
    const policy = headers['content-security-policy'];
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe|\*/, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
  }
});

test('what was shown to an officer is kept by no cache', async () => {
  const page = await window.of(BORDER);
  const headers = (await page.goto(`${stack.origin}/check`)).headers();
  assert.match(headers['cache-control'], /no-store/);
});

test('a script that came from elsewhere does not run', async () => {
  const page = await window.of(BORDER, { expects: /Content Security Policy/ });
  await page.goto(`${stack.origin}/check`);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    return window.ran === true;
  });
  assert.equal(ran, false);
});

test('what was typed comes back as text and not as part of the page', async () => {
  const page = await window.of(BORDER);
  await page.goto(`${stack.origin}/check`);
  const typed = '"><img src=x onerror=alert(1)>\n</textarea><b id=broken>';
  await page.locator('#zone').fill(typed);
  await page.locator('#check').click();
  await page.getByRole('alert').waitFor();
  assert.equal((await page.locator('#zone').inputValue()).replace('\r', ''), typed);
  assert.equal(await page.locator('#broken, img[src=x]').count(), 0);
});

test('the cookie of the session belongs to this host and to no script', async () => {
  const page = await window.of(BORDER);
  await page.goto(`${stack.origin}/check?lang=en`);
  const cookies = await page.context().cookies(stack.origin);
  const session = cookies.find(({ name }) => name === '__Host-session');
  assert.deepEqual([session.httpOnly, session.secure, session.sameSite, session.path],
    [true, true, 'Lax', '/']);
  for (const cookie of cookies) {
    assert.match(cookie.name, /^__Host-/);
    assert.ok(cookie.secure && cookie.sameSite === 'Lax', cookie.name);
  }
  assert.doesNotMatch(await page.evaluate(() => document.cookie), /session/);
});

test('a form on another site records nothing', async () => {
  const page = await window.of(BORDER, { expects: /status of 403|ERR_BLOCKED/ });
  await page.goto(`${stack.issuer}/.well-known/openid-configuration`);
  const answered = page.waitForResponse(`${stack.origin}/entries`);
  await page.evaluate(([action, lines]) => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action });
    const field = document.createElement('textarea');
    Object.assign(field, { name: 'zone', value: lines });
    form.append(field);
    document.body.append(form);
    form.submit();
  }, [`${stack.origin}/entries`, zone(traveller())]);
  assert.equal((await answered).status(), 403);
});

test('an answer to a form of this site is not mistaken for one of another', async () => {
  const page = await window.of(BORDER);
  await check(page, stack, zone(traveller()));
  assert.equal(page.url(), `${stack.origin}/check`);
});

test('whoever is recorded reads the privacy statement without signing in', async () => {
  const page = await window();
  await page.goto(`${stack.origin}/`);
  await page.getByRole('contentinfo').getByRole('link').first().click();
  assert.equal(page.url(), `${stack.origin}/privacy`);
  const text = await page.locator('main').innerText();
  for (const part of ['National Supervisory Authority for Personal Data Processing',
    'General Inspectorate of Border Police', 'Identity', 'Entries and exits']) {
    assert.ok(text.includes(part), part);
  }
});

test('the privacy statement and the interface are described for machines', async () => {
  const read = async (path) => {
    const answered = await fetch(stack.origin + path);
    assert.equal(answered.status, 200, path);
    assert.match(answered.headers.get('content-type'), /^application\/json/);
    return answered.json();
  };
  assert.equal(typeof await read('/privacy.json'), 'object');
  const description = await read('/openapi.json');
  assert.match(description.openapi, /^3\.1\./);
  assert.ok(description.paths['/v1/entries'].post);
});

test('a page that does not exist says so to people as a page and to programs as a problem', async () => {
  const page = await window({ expects: /status of 404/ });
  assert.equal((await page.goto(`${stack.origin}/nowhere`)).status(), 404);
  assert.equal(await title(page), 'Nothing is here');
  const headers = { accept: 'application/json' };
  const answered = await fetch(`${stack.origin}/nowhere`, { headers });
  assert.equal(answered.status, 404);
  assert.match(answered.headers.get('content-type'), /^application\/problem\+json/);
  assert.equal(typeof (await answered.json()).code, 'string');
});

test('a program that is not signed in is refused and not sent to sign in', async () => {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answered = await fetch(`${stack.origin}/v1/checks`,
    { method: 'POST', headers, body: '{}', redirect: 'manual' });
  assert.equal(answered.status, 401);
  assert.match(answered.headers.get('content-type'), /^application\/problem\+json/);
});
