// What every stack has in common: a temporary folder, free ports, and programs that run in the
// folder. Everything is stopped by its own process.
import { spawn } from 'node:child_process';
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
/// The folder of the daemons, of what fills them and of the stand-ins.
const PROGRAMS = process.env.LIMEN_PROGRAMS ?? path.join(ROOT, 'target/debug');
/// The files from which configuration is made, for the demonstration too.
const TEMPLATES = path.join(ROOT, 'xtask/src/demo');
const READY_MAX_MS = 120_000;
const STOP_MAX_MS = 60_000;
const PAUSE_MS = 50;
const LOG_LINES = 15;

/// Starts a stack that lives until the tests of the calling file have ended.
export async function begin(stack) {
  after(() => stack.stop());
  process.once('exit', () => stack.abandon());
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  try {
    await stack.start();
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return stack;
}

/// A system with its daemon `daemon`. A kind of stack has a method `start`.
export class Stack {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'limen-browser-'));
  /// Running programs, the last one started first.
  running = [];
  /// What else has to be closed.
  closing = [];
  /// Variables for programs, besides those of this process.
  environment = {};

  constructor(daemon) {
    this.daemon = daemon;
    // The database runs as another user when this one is root.
    fs.chmodSync(this.folder, 0o755);
  }

  /// Takes ports for the system, its administration, its identity provider, one thing more and a
  /// scanner.
  async takePorts() {
    const [port, admin, provider, more, scanner] = await freePorts(5);
    this.ports = { port, admin, provider, more, scanner };
    this.origin = `http://localhost:${port}`;
    this.issuer = `http://127.0.0.1:${provider}`;
    this.admin = `http://127.0.0.1:${admin}`;
  }

  /// A template with its placeholders replaced by the ports and by what `values` has.
  template(name, values = {}) {
    const { port, admin, provider, scanner } = this.ports;
    const all = { port, admin_port: admin, provider_port: provider, scanner_port: scanner, ...values };
    return Object.entries(all).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value),
      fs.readFileSync(path.join(TEMPLATES, name), 'utf8'));
  }

  /// The path of a file in the folder.
  path(name) {
    return path.join(this.folder, name);
  }

  write(name, text) {
    const file = this.path(name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
  }

  /// Starts the daemon with its configuration, and waits until it is ready.
  async serve() {
    const config = this.path(`${this.daemon}.toml`);
    const daemon = this.spawn(this.daemon, ['serve', '--config', config]);
    await this.wait(daemon, `${this.admin}/health/ready`);
  }

  spawn(name, args) {
    const log = this.path(`${name}.log`);
    const out = fs.openSync(log, 'a');
    const child = spawn(path.join(PROGRAMS, name), args,
      { cwd: this.folder, stdio: ['pipe', out, out], env: { ...process.env, ...this.environment } });
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
  wait(program, address) {
    return this.waitFor(program, async () => await status(address) === 200);
  }

  /// Until something listens on `port`.
  waitForPort(program, port) {
    return this.waitFor(program, () => isListening(port));
  }

  async waitFor(program, isReady) {
    const end = Date.now() + READY_MAX_MS;
    while (!await isReady()) {
      if (program.over || end < Date.now()) {
        throw new Error(`${program.name} is not ready: ${program.over}\n${tail(program.log)}`);
      }
      await pause(PAUSE_MS);
    }
  }

  /// What the daemon last said, for whoever has to see why a test failed; without the many
  /// requests that were answered as they should be.
  log() {
    return tail(this.path(`${this.daemon}.log`), (line) => !/answered status=[23]/.test(line));
  }

  /// Ends a program with `signal`, and waits until it has.
  async end(name, signal = 'SIGTERM') {
    const program = this.running.find((one) => one.name === name);
    program.child.kill(signal);
    await program.ended;
    this.running = this.running.filter((other) => other !== program);
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

function isListening(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

/// Ports that nobody listens on, in a row. They lie below those that the operating system hands
/// out by itself, so that nobody is given one between now and the start of what listens there.
async function freePorts(count) {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 9_000);
    const ports = Array.from({ length: count }, (_, number) => first + number);
    const free = await Promise.all(ports.map(isFree));
    if (free.every((one) => one)) return ports;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
