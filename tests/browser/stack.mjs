// A whole Entry/Exit System for one file of tests: a filled register, an identity provider and
// the daemon, in a temporary folder and on free ports. Everything is stopped by its own process.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
/// The folder of `eesd`, `ees-synth`, `standin-provider` and `standin-authority`.
const PROGRAMS = process.env.LIMEN_PROGRAMS ?? path.join(ROOT, 'target/debug');
const READY_MAX_MS = 120_000;
const STOP_MAX_MS = 60_000;
const PAUSE_MS = 50;
const LOG_LINES = 15;
/// Whoever is inside on the day the register is filled to has overstayed when this has passed:
/// no short stay is longer than 90 days.
const FILLED_DAYS_AGO = 100;

/// Starts a stack that lives until the tests of the calling file have ended. `travellers` fill
/// the register; `provider` is started in place of the stand-in, and gets its settings.
export async function start({ travellers = 0, provider } = {}) {
  const stack = new Stack();
  after(() => stack.stop());
  process.once('exit', () => stack.abandon());
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  try {
    await stack.start(travellers, provider);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return stack;
}

class Stack {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'limen-browser-'));
  /// Running programs, the last one started first.
  running = [];
  /// What else has to be closed.
  closing = [];

  async start(travellers, provider) {
    // The database runs as another user when this one is root.
    fs.chmodSync(this.folder, 0o755);
    const [port, admin, providerPort, tlsPort] = await freePorts(4);
    this.origin = `http://localhost:${port}`;
    this.issuer = `http://127.0.0.1:${providerPort}`;
    this.admin = `http://127.0.0.1:${admin}`;
    const secret = randomBytes(32).toString('hex');
    this.write('secrets/client-secret', secret);
    const issued = await this.read('standin-authority',
      [path.join(this.folder, 'certificates'), 'border', 'immigration', 'supervisory']);
    const keys = issued.trim().split('\n').map((line) => line.split(' '));
    for (const name of ['eesd.toml', 'people.toml']) {
      const template = fs.readFileSync(path.join(ROOT, 'xtask/src/demo', name), 'utf8');
      const filled = template.replaceAll('{port}', port).replaceAll('{admin_port}', admin)
        .replaceAll('{tls_port}', tlsPort).replaceAll('{provider_port}', providerPort)
        .replaceAll('{client_secret}', secret);
      this.write(name,
        keys.reduce((text, [whose, key]) => text.replaceAll(`{${whose}_key}`, key), filled));
    }
    this.write('points.toml', await this.read('ees-synth', ['points']));
    if (0 < travellers) {
      const day = new Date(Date.now() - FILLED_DAYS_AGO * 86_400_000).toISOString().slice(0, 10);
      await this.read('ees-synth', ['fill', '--data', this.folder, '--today', day,
        '--travellers', String(travellers)]);
    }
    if (provider) {
      const callback = `${this.origin}/sign-in/callback`;
      const close = await provider({ issuer: this.issuer, port: providerPort, secret, callback,
        signedOut: `${this.origin}/` });
      this.closing.push(close);
    } else {
      const standIn = this.spawn('standin-provider', ['people.toml', `127.0.0.1:${providerPort}`]);
      await this.wait(standIn, `${this.issuer}/.well-known/openid-configuration`);
    }
    const daemon = this.spawn('eesd', ['serve', '--config', path.join(this.folder, 'eesd.toml')]);
    await this.wait(daemon, `${this.admin}/health/ready`);
  }

  write(name, text) {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
  }

  /// The documents of the filled register that are worth trying: what is said, and the zone.
  specimens() {
    const text = fs.readFileSync(path.join(this.folder, 'specimens.txt'), 'utf8');
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

  spawn(name, args) {
    const log = path.join(this.folder, `${name}.log`);
    const out = fs.openSync(log, 'a');
    const child = spawn(path.join(PROGRAMS, name), args,
      { cwd: this.folder, stdio: ['pipe', out, out] });
    fs.closeSync(out);
    const ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    const program = { name, child, log, ended, over: '' };
    ended.then((how) => { program.over = how; });
    this.running.unshift(program);
    return program;
  }

  /// What a program prints that comes to its end by itself.
  async read(name, args) {
    const program = this.spawn(name, args);
    const how = await program.ended;
    this.running = this.running.filter((other) => other !== program);
    if (how !== 'exit code 0') throw new Error(`${name}: ${how}\n${tail(program.log)}`);
    const text = fs.readFileSync(program.log, 'utf8');
    fs.rmSync(program.log);
    return text;
  }

  /// Until `address` answers 200.
  async wait(program, address) {
    const end = Date.now() + READY_MAX_MS;
    while (await status(address) !== 200) {
      if (program.over || end < Date.now()) {
        throw new Error(`${program.name} is not ready: ${program.over}\n${tail(program.log)}`);
      }
      await pause(PAUSE_MS);
    }
  }

  /// What the daemon last said, for whoever has to see why a test failed; without the many
  /// requests that were answered as they should be.
  log() {
    return tail(path.join(this.folder, 'eesd.log'), (line) => !/answered status=[23]/.test(line));
  }

  /// When there is no time to wait.
  abandon() {
    for (const { child, over } of this.running) if (!over) child.kill('SIGTERM');
  }

  async stop() {
    for (const close of this.closing.splice(0)) await close();
    for (const { name, child, ended, over } of this.running) {
      if (over) continue;
      child.kill('SIGTERM');
      const late = new AbortController();
      const patience = pause(STOP_MAX_MS, 'late', { signal: late.signal }).catch(() => '');
      if (await Promise.race([ended, patience]) === 'late') {
        console.error(`${name} does not stop and is killed`);
        child.kill('SIGKILL');
      }
      late.abort();
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function tail(log, isWorthIt = Boolean) {
  const text = fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '';
  return text.split('\n').filter(isWorthIt).slice(-LOG_LINES).join('\n');
}

function status(address) {
  return new Promise((resolve) => {
    http.get(address, (answer) => { answer.resume(); resolve(answer.statusCode); })
      .on('error', () => resolve(0));
  });
}

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
