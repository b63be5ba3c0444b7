// Pictures of pages: always for whoever looks into a run, and for the guide when asked to.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUTPUT = path.join(HERE, 'output');
const GUIDE = path.join(HERE, '../../docs/guide/images');
const BYTES_MAX = 250_000;
const HEIGHT_MAX = 1800;

/// A picture of the page as far as it is worth showing, from `top` on.
export async function picture(page, name, { most = HEIGHT_MAX, top = 0 } = {}) {
  assert.notEqual(page.url(), 'about:blank', `${name} is of a page`);
  await page.evaluate(() => document.activeElement.blur());
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: top, width: 1280, height: Math.min(height - top, most) };
  const image = await page.screenshot({ clip, fullPage: true });
  assert.ok(image.length < BYTES_MAX, `${name} has ${image.length} bytes`);
  const folders = process.env.LIMEN_GUIDE === '1' ? [OUTPUT, GUIDE] : [OUTPUT];
  for (const folder of folders) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, `${name}.png`), image);
  }
}
