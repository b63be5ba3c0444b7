// What the tests do in the browser, in the words of people at the desk.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach } from 'node:test';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.LIMEN_CHROMIUM ?? '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--no-first-run', '--lang=en-GB',
  // Whatever is not on this machine does not resolve.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'];
/// A camera with a picture that moves, which pages may use unasked.
const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const PATIENCE_MS = 15_000;

export const BORDER = 'Ana Marin';
export const IMMIGRATION = 'Elena Dobre';
export const SUPERVISOR = 'Radu Ionescu';
export const AUDITOR = 'Mihai Stan';

/// A browser with a fresh profile for the tests of the calling file. Each test opens its own
/// windows; what a window must never do is collected and looked at when the test ends. `enter`
/// signs somebody in; `also` are origins that pages may ask, too.
export async function open(stack, enter = (page, name) => signIn(page, stack, name),
  { also = [], camera = false } = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'limen-chromium-'));
  const browser = await chromium.launch({ executablePath: CHROMIUM,
    args: camera ? [...ARGS, ...FAKE_CAMERA] : ARGS,
    env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile } });
  const windows = [];
  const faults = [];
  const sessions = new Map();
  after(async () => {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true });
  });
  afterEach(async (test) => {
    await Promise.all(windows.splice(0).map((context) => context.close()));
    const found = faults.splice(0);
    if (test.error) test.diagnostic?.(stack.log());
    assert.deepEqual(found, [], 'strange requests or errors in the console');
  });
  /// A window of somebody signed out. `expects` names errors of the console that belong to it:
  /// Chromium reports every page that answers with an error.
  const window = async ({ expects, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 },
      locale: 'en-GB', ...options });
    windows.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== 'data:' && ![stack.origin, stack.issuer, ...also].includes(origin)) {
        faults.push(`request to ${request.url()}`);
      }
    });
    page.on('console', (message) => {
      const text = `${message.text()} (${message.location().url})`;
      const isOurs = message.location().url.startsWith(stack.origin);
      if (message.type() === 'error' && isOurs && !expects?.test(text)) faults.push(text);
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    return page;
  };
  /// A window of a person who is signed in; signing in itself happens once for each.
  window.of = async (name, options = {}) => {
    if (!sessions.has(name)) {
      const page = await window();
      await enter(page, name);
      sessions.set(name, await page.context().storageState());
    }
    return window({ storageState: sessions.get(name), ...options });
  };
  return window;
}

/// Signs in with the button of a person at the stand-in provider.
export async function signIn(page, stack, name) {
  await page.goto(`${stack.origin}/`);
  await page.getByRole('link', { name: /^(Sign in|Autentificare)$/ }).click();
  await choose(page, name);
}

/// Chooses a person at the provider.
export async function choose(page, name) {
  await page.getByRole('button', { name }).click();
  await page.getByText(name).first().waitFor();
}

/// The heading of the page.
export const title = (page) => page.locator('h1').innerText();

/// Checks whoever the zone describes, as if it was pasted.
export async function check(page, stack, zone) {
  await page.goto(`${stack.origin}/check`);
  await page.getByLabel('Machine-readable zone', { exact: true }).fill(zone);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('heading', { name: 'Person and document' }).waitFor();
}

/// The big words of the answer.
export const answer = (page) => page.locator('.limen-answer__big').first().innerText();

/// Answers what the law asks of the officer, as most people lead to: the same person, nothing
/// found.
export async function vouch(page) {
  for (const name of ['by_eye', 'exit_by_eye']) {
    const field = page.locator(`#${name}`);
    if (await field.isVisible()) await field.selectOption('same');
  }
  for (const name of ['second_line_reason', 'exit_second_line_reason']) {
    const field = page.locator(`#${name}`);
    if (await field.isVisible()) await field.fill('Compared the photographs of both files');
  }
  for (const name of ['other_checks', 'exit_other_checks']) {
    const field = page.locator(`#${name}`);
    if (await field.isVisible()) await field.check();
  }
}

/// Records an entry from the result of a check.
export async function recordEntry(page) {
  await vouch(page);
  await page.getByRole('button', { name: 'Record entry' }).click();
  await page.getByRole('heading', { level: 1, name: 'Entry recorded' }).waitFor();
}

/// A date as pages say it, so many days from today at the border crossing point.
export function day(offset = 0, locale = 'en-GB') {
  const zone = 'Europe/Bucharest';
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
  const date = new Date(Date.parse(`${today}T12:00:00Z`) + offset * 86_400_000);
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long',
    year: 'numeric' }).format(date);
}
