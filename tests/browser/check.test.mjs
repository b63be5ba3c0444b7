// The check at the desk: how a document is read, and what the officer is told.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { BORDER, answer, check, day, open } from './desk.mjs';
import { start } from './stack.mjs';
import { traveller, zone } from './zone.mjs';

const KEY_MS = 4;

const stack = await start();
const window = await open(stack);
let page;

beforeEach(async () => {
  page = await window.of(BORDER);
  await page.goto(`${stack.origin}/check`);
});

/// Keys as a scanner that poses as a keyboard sends them: faster than anybody types.
async function scan(text) {
  const session = await page.context().newCDPSession(page);
  const begin = Date.now();
  const keys = [...text].flatMap((letter, at) => {
    const key = letter === '\n' ? { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }
      : { key: letter, text: letter };
    const timestamp = (begin + at * KEY_MS) / 1000;
    return [{ type: 'keyDown', timestamp, ...key }, { type: 'keyUp', timestamp, ...key }];
  });
  await Promise.all(keys.map((key) => session.send('Input.dispatchKeyEvent', key)));
}

const shown = () => page.getByRole('heading', { name: 'Person and document' }).waitFor();

test('a scanner types into the field and its last Enter sends the form', async () => {
  const person = traveller();
  await page.getByLabel('Machine-readable zone', { exact: true }).focus();
  await scan(`${zone(person)}\n`);
  await shown();
  assert.match(await page.locator('h1').innerText(), new RegExp(person.surname));
});

test('a scanner that types elsewhere on the page is understood all the same', async () => {
  const person = traveller();
  await page.evaluate(() => document.activeElement.blur());
  await scan(`${zone(person)}\n`);
  await shown();
  assert.match(await page.locator('h1').innerText(), new RegExp(person.surname));
});

test('a scanner without a last Enter is understood too', async () => {
  const person = traveller();
  await page.evaluate(() => document.activeElement.blur());
  await scan(zone(person));
  await shown();
  assert.match(await page.locator('h1').innerText(), new RegExp(person.surname));
});

test('a pasted zone is sent at once', async () => {
  const person = traveller();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), zone(person));
  await page.getByLabel('Machine-readable zone', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await shown();
  assert.match(await page.locator('h1').innerText(), new RegExp(person.surname));
});

test('the answer says who it is, under which article, how many days, and until when', async () => {
  const person = traveller({ state: 'CAN' });
  await check(page, stack, zone(person));
  assert.equal(await answer(page), 'May stay 90 days');
  const line = await page.locator('.limen-answer__line').innerText();
  assert.equal(line, `until ${day(89)}, that day included`);
  const facts = await page.locator('section[aria-labelledby=who]').innerText();
  for (const fact of [person.surname, person.given, 'Canada (CAN)', 'Female', person.number]) {
    assert.ok(facts.includes(fact), `${fact} in ${facts}`);
  }
  assert.match(facts, /Needs no visa for a short stay\. EES Art\. 2\(1\)\(a\), 17/);
});

test('the days are drawn, and said in words for who does not see them', async () => {
  await check(page, stack, zone(traveller()));
  const strip = page.locator('figure.limen-strip svg, .limen-strip svg').first();
  assert.equal(await strip.getAttribute('role'), 'img');
  const names = await strip.getAttribute('aria-labelledby');
  const words = await strip.evaluate((svg, ids) =>
    ids.split(' ').map((id) => svg.ownerDocument.getElementById(id)?.textContent).join(' '), names);
  assert.match(words, /May stay 90 days/);
});

test('data typed by hand give the same answer as the zone', async () => {
  const person = traveller({ state: 'CAN', sex: 'M' });
  await page.getByText('Type the data instead').click();
  await page.getByLabel('Surname').fill(person.surname);
  await page.getByLabel('Given names (optional)').fill(person.given);
  const birth = page.getByRole('group', { name: 'Date of birth' });
  await birth.getByLabel('Day').fill('15');
  await birth.getByLabel('Month').fill(person.birth.slice(2, 4));
  await birth.getByLabel('Year').fill(`19${person.birth.slice(0, 2)}`);
  await page.getByLabel('Nationality').selectOption('CAN');
  await page.getByLabel('Sex').selectOption({ label: 'Male' });
  await page.getByLabel('Type of document').selectOption({ label: 'Ordinary passport' });
  await page.getByLabel('Document number').fill(person.number);
  await page.getByLabel('Issuing State or body').selectOption('CAN');
  const expiry = page.getByRole('group', { name: 'Date of expiry' });
  await expiry.getByLabel('Day').fill('30');
  await expiry.getByLabel('Month').fill('6');
  await expiry.getByLabel('Year').fill(`20${person.expires.slice(0, 2)}`);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await shown();
  assert.equal(await answer(page), 'May stay 90 days');
  assert.match(await page.locator('section[aria-labelledby=who]').innerText(), /Male/);
});

test('what is missing among typed data is said above and beside the field', async () => {
  await page.getByText('Type the data instead').click();
  await page.getByLabel('Surname').fill('Robinson');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const link = page.getByRole('alert').getByRole('link').first();
  await link.waitFor();
  const said = await link.innerText();
  assert.match(said, /^Fill in: /);
  const field = page.locator(await link.getAttribute('href'));
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  const beside = await field.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${beside.split(' ').at(-1)}`).innerText(), new RegExp(said));
  assert.equal(await page.getByLabel('Surname').inputValue(), 'Robinson');
});

test('a misread letter is marked in the line, and the field is named', async () => {
  const [first, second] = zone({ ...traveller(), birth: '900115' }).split('\n');
  const misread = `${second.slice(0, 14)}O${second.slice(15)}`;
  await page.getByLabel('Machine-readable zone', { exact: true }).fill(`${first}\n${misread}`);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const damage = page.locator('.limen-damage');
  await damage.waitFor();
  assert.deepEqual(await damage.locator('mark').allInnerTexts(), ['O']);
  const said = await damage.innerText();
  assert.match(said, /Date of birth – line 2, characters 15 to 15\. The letter O may be the digit 0\./);
  const error = 'Correct the marked characters of the machine-readable zone.';
  assert.match(await page.getByRole('alert').innerText(), new RegExp(error));
  const kept = await page.getByLabel('Machine-readable zone', { exact: true }).inputValue();
  assert.equal(kept.replace('\r', ''), `${first}\n${misread}`);
});

test('a check digit that does not fit is named with its field', async () => {
  const [first, second] = zone({ ...traveller(), birth: '900115' }).split('\n');
  const misread = `${second.slice(0, 15)}3${second.slice(16)}`;
  await page.getByLabel('Machine-readable zone', { exact: true }).fill(`${first}\n${misread}`);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const damage = page.locator('.limen-damage');
  await damage.getByText('Date of birth').waitFor();
  assert.match(await damage.innerText(), /The check digit does not fit these characters\./);
});

test('a form with nothing in it is answered by what is needed, and the focus is there', async () => {
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const summary = page.getByRole('alert');
  await summary.getByText('Scan a document, or type its data.').waitFor();
  assert.ok(await summary.evaluate((box) => box === document.activeElement));
});

test('an expired passport is said to be expired', async () => {
  await check(page, stack, zone({ ...traveller(), expires: '250630' }));
  await page.getByRole('heading', { name: 'The travel document has expired' }).waitFor();
});

test('for a citizen of the Union nothing is recorded', async () => {
  await check(page, stack, zone(traveller({ state: 'FRA' })));
  await page.getByText('The register does not apply to this person').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Record/ }).count(), 0);
});
