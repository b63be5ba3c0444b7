// A whole Information Exchange System for one file of tests: people who do not exist, an identity
// provider that speaks CAS, a mail server and the daemon, in a temporary folder and on free ports.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Stack, begin } from './base-stack.mjs';
import { ask } from './database.mjs';
import { parse } from './letter.mjs';

const LETTER_MAX_MS = 30_000;
const PAUSE_MS = 50;
/// What a backup holds; `scan-keys.toml` is what it leaves out.
const BACKED_UP = ['cluster', 'files', 'log', 'keys.toml'];

/// Starts a stack that lives until the tests of the calling file have ended. Those who play parts
/// have accounts; `accounts` others have one too. `config` and `people` change the text of the
/// daemon's and the provider's files.
export function start({ accounts = 0, config = same, people = same } = {}) {
  return begin(new IesStack(accounts, { config, people }));
}

const same = (text) => text;

class IesStack extends Stack {
  constructor(accounts, texts) {
    super('iesd');
    this.accounts = accounts;
    this.texts = texts;
    // What programs leave in the folder for such files can then be looked into.
    this.environment.TMPDIR = this.path('tmp');
    fs.mkdirSync(this.environment.TMPDIR);
    fs.chmodSync(this.environment.TMPDIR, 0o1777);
  }

  async start() {
    await this.takePorts();
    const { more: mail } = this.ports;
    this.write('iesd.toml', this.texts.config(this.template('iesd.toml', { mail_port: mail })));
    await this.read('iesd', ['migrate', '--config', this.path('iesd.toml')]);
    await this.read('ies-synth',
      ['fill', '--data', this.folder, '--accounts', String(this.accounts)]);
    await this.provide();
    const post = this.spawn('standin-mail', [this.path('mail'), `127.0.0.1:${mail}`]);
    await this.waitForPort(post, mail);
    await this.serve();
  }

  /// Starts the identity provider with `people`; it knows no browser yet.
  async provide(people = this.texts.people) {
    const { provider } = this.ports;
    this.write('people.toml', people(this.template('ies-people.toml')));
    const standIn = this.spawn('standin-provider', ['people.toml', `127.0.0.1:${provider}`]);
    await this.waitForPort(standIn, provider);
  }

  /// What the database answers to `query`, past the daemon: a list of values for each row.
  ask(query) {
    const socket = this.path('cluster/postgresql/socket/.s.PGSQL.5432');
    return ask(socket, { user: 'limen', database: 'ies' }, query);
  }

  /// The first value that the database answers.
  async one(query) {
    return (await this.ask(query))[0]?.[0];
  }

  /// Waits until the database answers `value`, as what is not asked for needs a moment.
  async until(query, value) {
    const end = Date.now() + LETTER_MAX_MS;
    while (await this.one(query) !== value) {
      if (end < Date.now()) throw new Error(`${query}\nis ${await this.one(query)}`);
      await pause(PAUSE_MS);
    }
  }

  /// Copies what a backup holds. The daemon was ended before.
  async backUp() {
    while (fs.existsSync(this.path('cluster/postgresql/data/postmaster.pid'))) await pause(PAUSE_MS);
    fs.mkdirSync(this.path('backup'));
    execFileSync('cp', ['-a', ...BACKED_UP.map((name) => this.path(name)), this.path('backup')]);
  }

  /// Replaces everything by the backup. The daemon was ended before.
  restore() {
    for (const name of [...BACKED_UP, 'scan-keys.toml']) {
      fs.rmSync(this.path(name), { recursive: true, force: true });
    }
    for (const name of BACKED_UP) fs.renameSync(this.path(`backup/${name}`), this.path(name));
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
