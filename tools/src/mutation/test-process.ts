import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { toolFile } from '../stack/paths.js';

export interface TestRun {
  readonly failed: boolean;
  /** Tests that passed. */
  readonly tests: number;
}

/** Tests load the library anew each time, and what they loaded is never let go: a process does for so many runs. */
const RUNS_OF_A_PROCESS = 60;
const FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/** Runs the tests of a workshop again and again, in a process of their own. */
export class TestProcess {
  #child: ChildProcess | undefined;
  #runs = 0;

  constructor(
    private readonly folder: string,
    private readonly patienceMs = 60_000,
  ) {}

  /** A run that hangs or kills its process has failed. */
  async run(): Promise<TestRun> {
    const child = await this.#ready();
    this.#runs += 1;
    const answer = new AbortController();
    const lost = { failed: true, tests: 0 };
    const timer = setTimeout(() => answer.abort(), this.patienceMs);
    const died = () => answer.abort();
    child.once('exit', died);
    try {
      const message = once(child, 'message', { signal: answer.signal });
      child.send('run');
      return ((await message) as [TestRun])[0];
    } catch {
      this.close();
      return lost;
    } finally {
      clearTimeout(timer);
      child.off('exit', died);
      if (this.#runs >= RUNS_OF_A_PROCESS) this.close();
    }
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#runs = 0;
  }

  async #ready(): Promise<ChildProcess> {
    if (this.#child) return this.#child;
    const child = fork(toolFile('mutation/figure-worker'), [this.folder], {
      cwd: this.folder,
      execArgv: FLAGS,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    await once(child, 'message');
    return child;
  }
}
