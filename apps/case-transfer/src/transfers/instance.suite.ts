import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

let isCompiled = false;

/** An instance runs what is compiled from the sources as they are, libraries included. */
function compile(): void {
  if (isCompiled) return;
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { cwd: root });
  if (status !== 0) throw new Error(`The sources do not compile: ${stderr.toString()}`);
  isCompiled = true;
}

/** Another instance of the service under test: a process of its own on the same servers, with the clock of the computer. */
export class Instance {
  #child: ChildProcess | undefined;
  url = '';
  /** All that it wrote. */
  said = '';

  /** Of the running process. */
  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    compile();
    const child = spawn(process.execPath, ['--enable-source-maps', 'apps/case-transfer/dist/main.js'], {
      cwd: root,
      env: { ...process.env, LOG_LEVEL: 'info', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    while (!this.url) {
      const line = this.said.split('\n').find((each) => each.includes('"listening"') && each.endsWith('}'));
      if (line) this.url = (JSON.parse(line) as { url: string }).url;
      else if (child.exitCode !== null) throw new Error(`The instance ended: ${this.said}`);
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill(signal);
    await gone;
  }
}
