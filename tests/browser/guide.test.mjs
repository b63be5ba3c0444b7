// Pictures of the pages for the guide.
import { test } from 'node:test';
import { AUDITOR, BORDER, check, open, recordEntry } from './desk.mjs';
import { picture } from './pictures.mjs';
import { start } from './stack.mjs';
import { renumbered, traveller, zone } from './zone.mjs';

/// Everybody who is shown, in a hand that reads well.
const ROBINSON = { ...traveller(), surname: 'ROBINSON', given: 'CHARLOTTE<LUCY' };

const stack = await start({ travellers: 120 });
const window = await open(stack);

test('pictures of the desk', async () => {
  const page = await window.of(BORDER);
  await page.goto(`${stack.origin}/check`);
  await picture(page, 'check');
  await check(page, stack, stack.specimen(/^Inside since .* may stay until/).zone);
  await picture(page, 'overstay');
  await check(page, stack,
    renumbered(stack.specimen(/^Inside since .* may stay until/).zone, traveller().number));
  await picture(page, 'compare', { most: 1100 });
  await check(page, stack, zone(ROBINSON));
  await picture(page, 'result');
  await recordEntry(page);
  await picture(page, 'recorded');
  await page.getByRole('link', { name: 'Open the individual file' }).click();
  await page.getByRole('heading', { name: 'About this file' }).waitFor();
  await picture(page, 'file', { most: 1500 });
  await page.getByRole('link', { name: 'Receipt 1' }).click();
  await page.getByRole('heading', { name: 'Your stay' }).waitFor();
  await picture(page, 'receipt');
});

test('pictures of oversight', async () => {
  const page = await window.of(AUDITOR);
  await page.goto(`${stack.origin}/log`);
  await picture(page, 'log', { most: 1200 });
  await page.goto(`${stack.origin}/log/integrity`);
  await page.getByRole('button', { name: 'Recompute now' }).click();
  await page.getByText(/lines were hashed again/).waitFor();
  await picture(page, 'integrity');
});
