// A whole Entry/Exit System for one file of tests: a filled register, an identity provider and
// the daemon, in a temporary folder and on free ports.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { Stack, begin } from './base-stack.mjs';

/// Whoever is inside on the day the register is filled to has overstayed when this has passed:
/// no short stay is longer than 90 days.
const FILLED_DAYS_AGO = 100;

/// Starts a stack that lives until the tests of the calling file have ended. `travellers` fill
/// the register; `provider` is started in place of the stand-in, and gets its settings.
export function start({ travellers = 0, provider } = {}) {
  return begin(new EesStack(travellers, provider));
}

class EesStack extends Stack {
  constructor(travellers, provider) {
    super('eesd');
    this.travellers = travellers;
    this.provider = provider;
  }

  async start() {
    await this.takePorts();
    const secret = randomBytes(32).toString('hex');
    await this.configure(secret);
    this.write('points.toml', await this.read('ees-synth', ['points']));
    if (0 < this.travellers) await this.fill();
    await this.startProvider(secret);
    await this.serve();
  }

  async configure(secret) {
    this.write('secrets/client-secret', secret);
    const issued = await this.read('standin-authority',
      [this.path('certificates'), 'border', 'immigration', 'supervisory']);
    const keys = issued.trim().split('\n').map((line) => line.split(' '))
      .map(([whose, key]) => [`${whose}_key`, key]);
    const values = { tls_port: this.ports.more, client_secret: secret,
      ...Object.fromEntries(keys) };
    for (const name of ['eesd.toml', 'people.toml']) this.write(name, this.template(name, values));
    // Without models everything works in the way that needs none, the same on every machine.
    const file = this.path('eesd.toml');
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.replace('[biometrics]', '[biometrics]\nmodels = "no-models"'));
  }

  async fill() {
    const day = new Date(Date.now() - FILLED_DAYS_AGO * 86_400_000).toISOString().slice(0, 10);
    await this.read('ees-synth', ['fill', '--data', this.folder, '--today', day,
      '--travellers', String(this.travellers)]);
  }

  async startProvider(secret) {
    const { provider: port } = this.ports;
    if (this.provider) {
      const callback = `${this.origin}/sign-in/callback`;
      const close = await this.provider({ issuer: this.issuer, port, secret, callback,
        signedOut: `${this.origin}/` });
      this.closing.push(close);
    } else {
      const standIn = this.spawn('standin-provider', ['people.toml', `127.0.0.1:${port}`]);
      await this.wait(standIn, `${this.issuer}/.well-known/openid-configuration`);
    }
  }

  /// Starts the program that drives a scanner, as `args` say; for the tests that need one.
  async startScanner(...args) {
    const { scanner } = this.ports;
    const agent = this.spawn('limen-capture',
      ['--listen', `127.0.0.1:${scanner}`, '--origin', this.origin, ...args]);
    await this.waitForPort(agent, scanner);
  }

  /// The documents of the filled register that are worth trying: what is said, and the zone.
  specimens() {
    const text = fs.readFileSync(this.path('specimens.txt'), 'utf8');
    return text.split('\n\n').slice(1).map((part) => part.trim().split('\n'))
      .filter((lines) => lines.length > 1)
      .map((lines) => ({
        says: lines.filter((line) => !line.includes('<')).join(' '),
        zone: lines.filter((line) => line.includes('<')).slice(0, 2).join('\n'),
      }));
  }

  /// The first specimen whose sentence fits.
  specimen(pattern) {
    const found = this.specimens().find(({ says }) => pattern.test(says));
    if (!found) throw new Error(`no specimen says ${pattern}`);
    return found;
  }
}
