// Machine-readable zones of passports (ICAO 9303 part 4) of people who do not exist.
import { randomInt } from 'node:crypto';

const WEIGHTS = [7, 3, 1];

function digit(text) {
  const value = (letter) => (letter === '<' ? 0 : Number.parseInt(letter, 36));
  return [...text].reduce((sum, letter, at) => sum + value(letter) * WEIGHTS[at % 3], 0) % 10;
}

const fill = (text, width) => text.padEnd(width, '<').slice(0, width);
const letters = (count) =>
  Array.from({ length: count }, () => String.fromCharCode(65 + randomInt(26))).join('');

/// A traveller nobody has met: drawn, so that no test finds the file of another.
export function traveller({ state = 'CAN', sex = 'F', given = letters(7) } = {}) {
  const surname = letters(9);
  const number = `${letters(2)}${randomInt(1_000_000, 9_999_999)}`;
  const birth = `${randomInt(60, 99)}${String(randomInt(1, 13)).padStart(2, '0')}15`;
  const expires = `${(new Date().getFullYear() + 4) % 100}0630`;
  return { state, sex, given, surname, number, birth, expires };
}

/// The two lines of the passport.
export function zone({ state, sex, given, surname, number, birth, expires }) {
  const first = fill(`P<${state}${surname}<<${given}`, 44);
  const number9 = fill(number, 9);
  const parts = [number9 + digit(number9), birth + digit(birth), expires + digit(expires),
    fill('', 14) + '0'];
  const second = parts[0] + state + parts[1] + sex + parts[2] + parts[3];
  return `${first}\n${second}${digit(parts.join(''))}`;
}

/// The zone of the same person's passport with another number.
export function renumbered(lines, number) {
  const [first, second] = lines.split('\n');
  const number9 = fill(number, 9);
  const parts = [number9 + digit(number9), second.slice(13, 20), second.slice(21, 43)];
  const whole = parts[0] + second.slice(10, 13) + parts[1] + second[20] + parts[2];
  return `${first}\n${whole}${digit(parts.join(''))}`;
}
