// A whole Information Exchange System for one file of tests: people who do not exist, an identity
// provider that speaks CAS, a mail server and the daemon, in a temporary folder and on free ports.
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Stack, begin } from './base-stack.mjs';
import { parse } from './letter.mjs';

const LETTER_MAX_MS = 30_000;
const PAUSE_MS = 50;

/// Starts a stack that lives until the tests of the calling file have ended. Those who play parts
/// have accounts; `accounts` others have one too.
export function start({ accounts = 0 } = {}) {
  return begin(new IesStack(accounts));
}

class IesStack extends Stack {
  constructor(accounts) {
    super('iesd');
    this.accounts = accounts;
  }

  async start() {
    await this.takePorts();
    const { provider, more: mail } = this.ports;
    this.write('iesd.toml', this.template('iesd.toml', { mail_port: mail }));
    this.write('people.toml', this.template('ies-people.toml'));
    await this.read('iesd', ['migrate', '--config', this.path('iesd.toml')]);
    await this.read('ies-synth',
      ['fill', '--data', this.folder, '--accounts', String(this.accounts)]);
    const standIn = this.spawn('standin-provider', ['people.toml', `127.0.0.1:${provider}`]);
    await this.waitForPort(standIn, provider);
    const post = this.spawn('standin-mail', [this.path('mail'), `127.0.0.1:${mail}`]);
    await this.waitForPort(post, mail);
    await this.serve();
  }

  /// Every letter so far, the oldest first: `file`, `to`, `subject`, `text`, `html`, `headers`.
  letters() {
    const files = fs.readdirSync(this.path('mail')).filter((file) => file.endsWith('.eml'));
    return files.sort().map((file) =>
      ({ file, ...parse(fs.readFileSync(this.path(`mail/${file}`), 'utf8')) }));
  }

  /// The newest letter to `login` with a subject that fits, once it has come.
  async letter(login, subject = /./) {
    const end = Date.now() + LETTER_MAX_MS;
    for (;;) {
      const found = this.letters()
        .findLast((one) => one.to === `${login}@example.org` && subject.test(one.subject));
      if (found) return found;
      if (end < Date.now()) {
        const came = this.letters().map((one) => `${one.to}: ${one.subject}`);
        throw new Error(`no letter to ${login} about ${subject}, but\n${came.join('\n')}`);
      }
      await pause(PAUSE_MS);
    }
  }

  /// Opens `path`, which leads to the provider, and signs in there as `login`; whoever is known
  /// there is not asked. What a system shows whoever just signed in follows when `path` is not
  /// given.
  async signIn(page, login, path = '/sign-in') {
    await page.goto(this.origin + path);
    if (page.url().startsWith(this.issuer)) await page.locator(`button[value="${login}"]`).click();
    await page.waitForURL(`${this.origin}/**`);
  }
}
