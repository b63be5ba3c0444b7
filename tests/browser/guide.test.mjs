// Pictures of the pages: always for whoever looks into a run, and for the guide when asked to.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AUDITOR, BORDER, check, open, recordEntry } from './desk.mjs';
import { start } from './stack.mjs';
import { renumbered, traveller, zone } from './zone.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUTPUT = path.join(HERE, 'output');
const GUIDE = path.join(HERE, '../../docs/guide/images');
const BYTES_MAX = 250_000;
const HEIGHT_MAX = 1800;
/// Everybody who is shown, in a hand that reads well.
const ROBINSON = { ...traveller(), surname: 'ROBINSON', given: 'CHARLOTTE<LUCY' };

const stack = await start({ travellers: 120 });
const window = await open(stack);

/// A picture of the page as far as it is worth showing.
async function picture(page, name, most = HEIGHT_MAX) {
  await page.evaluate(() => document.activeElement.blur());
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width: 1280, height: Math.min(height, most) };
  const image = await page.screenshot({ clip, fullPage: true });
  assert.ok(image.length < BYTES_MAX, `${name} has ${image.length} bytes`);
  const folders = process.env.LIMEN_GUIDE === '1' ? [OUTPUT, GUIDE] : [OUTPUT];
  for (const folder of folders) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, `${name}.png`), image);
  }
}

test('pictures of the desk', async () => {
  const page = await window.of(BORDER);
  await page.goto(`${stack.origin}/check`);
  await picture(page, 'check');
  await check(page, stack, stack.specimen(/^Inside since .* may stay until/).zone);
  await picture(page, 'overstay');
  await check(page, stack,
    renumbered(stack.specimen(/^Inside since .* may stay until/).zone, traveller().number));
  await picture(page, 'compare', 1100);
  await check(page, stack, zone(ROBINSON));
  await picture(page, 'result');
  await recordEntry(page);
  await picture(page, 'recorded');
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  await picture(page, 'file', 1500);
  await page.getByRole('link', { name: 'Receipt 1' }).click();
  await page.getByRole('heading', { name: 'Your stay' }).waitFor();
  await picture(page, 'receipt');
});

test('pictures of oversight', async () => {
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log`);
  await picture(page, 'log', 1200);
  await page.goto(`${stack.origin}/log/integrity`);
  await page.getByRole('button', { name: 'Recompute now' }).click();
  await page.getByText(/lines were hashed again/).waitFor();
  await picture(page, 'integrity');
});
