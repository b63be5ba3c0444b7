// The system in Romanian.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AUDITOR, BORDER, check, day, open, recordEntry, title, vouch } from './desk.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

/// Stands before a text that was not translated.
const UNTRANSLATED = '⟦';

const stack = await start();
const window = await open(stack);

const language = (page) => page.locator('html').getAttribute('lang');

async function isTranslated(page) {
  assert.equal(await language(page), 'ro');
  assert.ok(!(await page.content()).includes(UNTRANSLATED), page.url());
}

test('whoever prefers Romanian is served in Romanian', async () => {
  const page = await window({ locale: 'ro-RO' });
  await page.goto(`${stack.origin}/`);
  assert.equal(await language(page), 'ro');
  assert.equal(await title(page), 'Registrul intrărilor și ieșirilor');
});

test('whoever prefers a language that is not offered is served in English', async () => {
  const page = await window({ locale: 'fr-FR' });
  await page.goto(`${stack.origin}/`);
  assert.equal(await language(page), 'en');
});

test('a link changes the language, and it stays changed', async () => {
  const page = await window.of(BORDER);
  await page.goto(`${stack.origin}/check`);
  await page.getByRole('link', { name: 'română' }).click();
  assert.equal(await title(page), 'Verificarea unui călător');
  await page.goto(`${stack.origin}/privacy`);
  assert.equal(await language(page), 'ro');
  await page.getByRole('link', { name: 'English' }).click();
  await page.goto(`${stack.origin}/check`);
  assert.equal(await title(page), 'Check a traveller');
});

test('a crossing is recorded in Romanian from beginning to end', async () => {
  const english = await window.of(BORDER);
  const [known, fresh] = [traveller(), traveller({ state: 'IND' })];
  await check(english, stack, zone(known));
  await recordEntry(english);
  const page = await window.of(BORDER, { locale: 'ro-RO', expects: /status of 422/ });
  const checked = async (person) => {
    await page.goto(`${stack.origin}/check?lang=ro`);
    await isTranslated(page);
    await page.locator('#zone').fill(zone(person));
    await page.getByRole('button', { name: 'Verificați', exact: true }).click();
    await page.locator('#who').waitFor();
    await isTranslated(page);
  };
  await checked(fresh);
  await vouch(page);
  await page.locator('#record-entry').click();
  await page.getByRole('alert').waitFor();
  await isTranslated(page);
  await checked(known);
  await vouch(page);
  await page.locator('#record-exit').click();
  await page.locator('[data-focus]').waitFor();
  await isTranslated(page);
  assert.ok((await page.locator('main').innerText()).includes(day(0, 'ro-RO')));
  await page.goto(stack.origin + await page.locator('a[href*=receipt]').getAttribute('href'));
  await isTranslated(page);
  await page.goto(page.url().split('/receipt')[0]);
  await isTranslated(page);
});

test('a traveller takes the receipt away in two languages', async () => {
  const page = await window.of(BORDER);
  await check(page, stack, zone(traveller()));
  await recordEntry(page);
  await page.getByRole('link', { name: 'Print a receipt' }).click();
  const choices = page.getByRole('navigation', { name: 'Languages of the receipt' });
  await choices.getByRole('link').last().click();
  const languages = page.locator('.limen-sheet');
  await languages.nth(1).waitFor();
  const codes = await languages.evaluateAll((sheets) => sheets.map((sheet) => sheet.lang));
  assert.deepEqual(codes.sort(), ['en', 'ro']);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const sheets = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok(sheets <= 2 * codes.length, `${sheets} sheets of paper`);
});

test('the pages of oversight and of problems are Romanian too', async () => {
  const page = await window.of(AUDITOR, { expects: /status of 40[34]/ });
  for (const path of ['/?lang=ro', '/log', '/log/integrity', '/privacy', '/check', '/nowhere']) {
    await page.goto(stack.origin + path);
    await isTranslated(page);
  }
});
