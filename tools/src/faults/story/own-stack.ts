import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@xianjie/testing';
import { root, toolFile } from '../../stack/paths.js';
import { services } from '../../stack/services.js';
import { emptyStack, runningStack, type StackFile, writeStack } from '../../stack/stack-file.js';
import type { LogKind } from '../world/servers.js';

const READY_WITHIN_MS = 180_000;
const STOPPED_WITHIN_MS = 20_000;

/** Stacks to end when the driver is interrupted. */
const open = new Set<OwnStack>();

export async function stopStacks(): Promise<void> {
  await Promise.allSettled([...open].map((stack) => stack.stop(false)));
}

/** A local stack on a folder of its own, as `npm start` brings it up: what is killed in it is started again by its launcher. */
export class OwnStack {
  private constructor(
    readonly folder: string,
    private readonly launcher: ChildProcess,
  ) {}

  static async start(log: LogKind): Promise<OwnStack> {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-faults-story-'));
    chmodSync(folder, 0o755); // PostgreSQL may run as another user
    writeStack(folder, { ...emptyStack, ports: await freePorts() });
    const output = openSync(join(folder, 'start.log'), 'a');
    const launcher = spawn(process.execPath, ['--enable-source-maps', toolFile('start/main')], {
      cwd: root,
      env: { ...process.env, XIANJIE_DATA: folder, EVENT_LOG: log === 'kafka' ? 'kafka' : 'embedded' },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const stack = new OwnStack(folder, launcher);
    open.add(stack);
    await stack.untilReady();
    return stack;
  }

  get description(): StackFile {
    const stack = runningStack(this.folder);
    if (!stack) throw new Error(`The stack in ${this.folder} does not run any more`);
    return stack;
  }

  /** Ends everything; its folder goes, too, unless `keep`. */
  async stop(keep: boolean): Promise<void> {
    if (!open.delete(this)) return;
    const ended = new Promise((resolve) => this.launcher.once('exit', resolve));
    if (this.launcher.exitCode === null && this.launcher.signalCode === null) {
      this.launcher.kill('SIGINT');
      await Promise.race([ended, sleep(STOPPED_WITHIN_MS)]);
    }
    if (!keep) this.remove();
  }

  private async untilReady(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!runningStack(this.folder)?.readyAt) {
      if (this.launcher.exitCode !== null || Date.now() > deadline) {
        await this.stop(true);
        throw new Error(`The stack does not start:\n${readFileSync(join(this.folder, 'start.log'), 'utf8')}`);
      }
      await sleep(200);
    }
  }

  /** PostgreSQL's files may lie elsewhere, when its user could not reach the folder. */
  private remove(): void {
    for (const data of ['kafka', 'embedded']) {
      const noted = join(this.folder, data, 'postgres-folder');
      if (existsSync(noted)) rmSync(readFileSync(noted, 'utf8'), { recursive: true, force: true });
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Not those that `npm start` prefers: one may run beside it. */
async function freePorts(): Promise<Record<string, number>> {
  const names = ['postgres', 'kafka', 'issuer', 'console-server', ...services.map(({ name }) => name)];
  const organs = ['police-hangzhou', 'police-shenzhen', 'police-guangdong', 'police-zhejiang'];
  const ports = await Promise.all(
    [...names, ...organs].map(async (name) => [name, await freePort()] as const),
  );
  return Object.fromEntries(ports);
}
