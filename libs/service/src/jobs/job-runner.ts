import { newTraceparent, runWithTrace } from '@xianjie/tracing';
import type { Counter, Registry } from 'prom-client';
import { Counter as PromCounter } from 'prom-client';
import type { Logger } from '../log/log.js';
import type { Job } from './job.js';

/** Runs each job on its interval, each run under a trace of its own and never two at once. */
export class JobRunner {
  readonly #stopping = new AbortController();
  readonly #loops: Promise<void>[] = [];
  readonly #runs: Counter<'job' | 'outcome'>;

  constructor(
    private readonly logger: Logger,
    registry: Registry,
  ) {
    this.#runs = new PromCounter({
      name: 'xianjie_job_runs_total',
      help: 'Runs of the jobs, by outcome (done, failed)',
      labelNames: ['job', 'outcome'],
      registers: [registry],
    });
  }

  start(jobs: readonly Job[]): void {
    for (const job of jobs) this.#loops.push(this.#loop(job));
  }

  /** Lets the runs under way finish. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#loops);
  }

  async #loop(job: Job): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await runWithTrace(newTraceparent(), () => this.#once(job, signal));
      await pause(job.everyMs, signal);
    }
  }

  async #once(job: Job, signal: AbortSignal): Promise<void> {
    const name = job.constructor.name;
    try {
      await job.run(signal);
      this.#runs.inc({ job: name, outcome: 'done' });
    } catch (error) {
      this.#runs.inc({ job: name, outcome: 'failed' });
      this.logger.error({ err: error, job: name }, 'job failed');
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
