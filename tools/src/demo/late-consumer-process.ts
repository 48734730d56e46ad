import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServiceDatabase } from '@xianjie/persistence';
import pg from 'pg';
import { toolFile } from '../stack/paths.js';
import type { StackFile } from '../stack/stack-file.js';
import type { LateReport } from './late-consumer.js';
import { NotSeen } from './until.js';

const SERVICE = 'demo-late-consumer';
const PATIENCE_MS = 10_000;
const MOST_STARTS = 20;

/** The third consumer: a process and a database of its own, started again when it ends, as any service would be. */
export class LateConsumer {
  private child: ChildProcess | undefined;
  private starts = 0;
  private stopping = false;

  private constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly logFile: string,
  ) {
    this.start();
  }

  /** On an empty database: whatever an earlier one knew is dropped. */
  static async begin(stack: StackFile, dataRoot: string): Promise<LateConsumer> {
    const databaseUrl = await emptyDatabase(stack.postgres!.address);
    return new LateConsumer(
      {
        ...process.env,
        DATABASE_URL: databaseUrl,
        EVENT_LOG: stack.eventLog!.address,
        OIDC_ISSUER: stack.issuer!.url,
        OIDC_AUDIENCE: stack.issuer!.audience,
        LEAD_REPORTING_URL: stack.services['lead-reporting']!.url,
        GROUP: `${SERVICE}-${Date.now().toString(36)}`,
        SINGLE_BROKER: '1',
      },
      join(dataRoot, 'logs', `${SERVICE}.log`),
    );
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** What it knows now. Throws where it does not answer, such as while its database restarts. */
  ask(): Promise<LateReport> {
    const child = this.child;
    if (!child?.connected) return Promise.reject(new Error('the late consumer is being started'));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => settle(() => reject(new Error('the late consumer does not answer'))),
        PATIENCE_MS,
      );
      const onAnswer = (answer: unknown) =>
        settle(() =>
          isReport(answer) ? resolve(answer) : reject(new Error(String((answer as { error: string }).error))),
        );
      const onExit = () => settle(() => reject(new Error('the late consumer ended')));
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        child.off('message', onAnswer).off('exit', onExit);
        finish();
      };
      child.on('message', onAnswer).on('exit', onExit);
      child.send('report', (error) => error && settle(() => reject(error)));
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(timer);
  }

  private start(): void {
    mkdirSync(dirname(this.logFile), { recursive: true });
    const log = openSync(this.logFile, 'a');
    const child = fork(toolFile('demo/late-consumer'), [], {
      env: this.env,
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    this.starts += 1;
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
      if (this.stopping) return;
      if (this.starts >= MOST_STARTS)
        throw new NotSeen(`The late consumer does not stay alive; see ${this.logFile}`);
      setTimeout(() => this.stopping || this.start(), 500);
    });
  }
}

function isReport(answer: unknown): answer is LateReport {
  return typeof answer === 'object' && answer !== null && 'picture' in answer;
}

async function emptyDatabase(adminUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${SERVICE.replaceAll('-', '_')} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
  return createServiceDatabase(adminUrl, SERVICE, 'xianjie-local');
}
