// Faces and fingers taken at the desk: by camera, by the program that drives a scanner, by files.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { BORDER, SUPERVISOR, check, open, recordEntry } from './desk.mjs';
import { look } from './look.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const stack = await start();
await stack.startScanner('--simulate', '5');
const scanner = `http://127.0.0.1:${stack.ports.scanner}`;
const window = await open(stack, undefined, { also: [scanner], camera: true });

const person = { ...traveller(), surname: 'ROBINSON', given: 'CHARLOTTE<LUCY' };
const right = (page) => page.getByRole('group', { name: 'Right hand' });
const take = (page) => page.getByRole('button', { name: 'Look and compare' }).click();
const rows = (page) => page.getByRole('group', { name: 'Face and fingerprints' }).locator('tbody tr');

async function scan(page) {
  await right(page).getByRole('button', { name: 'Take the fingers of this hand' }).click();
  await right(page).getByText('All fingers are taken.').waitFor();
}

test('fingers of the scanner and a face of the camera are looked at and entered', async () => {
  const page = await window.of(BORDER);
  await check(page, stack, zone(person));
  await page.getByRole('button', { name: 'Open the camera' }).click();
  await page.getByText('Look into the camera').waitFor();
  await picture(page, 'taking', { most: 1700 });
  await page.getByRole('button', { name: 'Take the picture' }).click();
  await page.getByText('The picture is taken.').waitFor();
  assert.equal(await page.getByLabel('Facial image', { exact: false }).first()
    .evaluate((field) => field.files.length), 1);
  await scan(page);
  assert.match(await right(page).innerText(), /Right index finger: quality \d+/);
  await take(page);
  await page.getByText('All files were searched by fingerprints: nobody was found.').waitFor();
  assert.equal(await rows(page).count(), 5, 'a face and four fingers');
  await recordEntry(page);
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  const said = await page.locator('main').innerText();
  assert.match(said, /Fingerprints\s+Taken/);
});

test('the same person is verified by one impression, and the file shows the face', async (test) => {
  const page = await window.of(BORDER);
  await check(page, stack, zone(person));
  const known = page.getByAltText('The facial image on the file of this person');
  await known.waitFor();
  assert.ok(await known.evaluate((image) => image.decode().then(() => image.naturalWidth > 100)));
  await page.getByText('Fingerprints', { exact: true }).click();
  await scan(page);
  await take(page);
  await page.getByText('Fingerprints and those on file').waitFor();
  assert.match(await page.locator('section[aria-labelledby=who]').innerText(),
    /Fingerprints and those on file\s+The same person/);
  await look(page, test, 'somebody who was verified');
});

test('somebody with another passport is named, and put on the same file', async (test) => {
  const page = await window.of(BORDER);
  await check(page, stack, zone({ ...traveller(), surname: 'NOVAK', given: 'IRENA' }));
  await scan(page);
  await take(page);
  await page.getByText('This may be somebody who is on file').waitFor();
  await picture(page, 'named', { most: 1300 });
  await look(page, test, 'somebody who is named');
});

test('a blank image is refused at its finger, and a file that is none', async () => {
  const page = await window.of(SUPERVISOR, { expects: /status of 422/ });
  await check(page, stack, zone(traveller()));
  const finger = page.getByLabel('Right index finger').first();
  const cat = stack.path('cat.png');
  fs.writeFileSync(cat, 'a cat');
  await finger.setInputFiles(cat);
  await take(page);
  await page.getByRole('alert').getByText('This is no image of a finger').waitFor();
  assert.equal(await finger.getAttribute('aria-invalid'), 'true');
});

test('a scanner whose program is gone is said, and files still do', async () => {
  const page = await window.of(BORDER, { expects: /ERR_CONNECTION_REFUSED/ });
  await check(page, stack, zone(traveller()));
  await stack.end('limen-capture');
  await right(page).getByRole('button', { name: 'Take the fingers of this hand' }).click();
  await page.getByText("The scanner's program on this computer does not answer.").waitFor();
  assert.ok(await page.getByLabel('Right index finger').first().isEnabled());
});
