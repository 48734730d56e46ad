import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnEachLog } from '@xianjie/testing';
import { appendToOutbox } from '../outbox/append-to-outbox.js';
import { eventsOf, follow, openStage, readAll, unsent, until, type Stage } from './stage.suite.js';

const GROUP = 500;
/** Compiled by `npm test` before the tests run. */
const RUN_RELAY = new URL('../../dist/relay/run-relay.js', import.meta.url).href;

/** A process that runs nothing but a relay. */
function spawnRelay(stage: Stage): ChildProcess {
  const settings = {
    databaseUrl: stage.url,
    eventLog: stage.address,
    service: stage.service,
    topics: [stage.topic],
    checkpointMs: 300,
  };
  const code = `import { runRelay } from ${JSON.stringify(RUN_RELAY)}; await runRelay(${JSON.stringify(settings)});`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, SINGLE_BROKER: '1' },
  });
}

/** Resolves once the process says that its relay is the active one. */
async function isActive(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until('the relay process is active', () => {
    if (child.exitCode !== null) throw new Error(`The relay process ended: ${said}`);
    return said.includes('The relay is active');
  });
}

describeOnEachLog('A relay process', (kind) => {
  let stage: Stage;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    stage = await openStage(kind);
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await stage.close();
  });

  const begin = (): ChildProcess => {
    const child = spawnRelay(stage);
    children.push(child);
    return child;
  };
  const append = (count: number): Promise<void> =>
    stage.db.transact(async (tx) => {
      for (let n = 0; n < count; n += 1) appendToOutbox(tx, stage.event, { id: `key-${n % 40}`, n });
    });
  const total = (): Promise<number> =>
    stage.db.manager
      .query<{ n: number }[]>("SELECT count(*)::int AS n FROM event WHERE stream_id NOT LIKE '%/@%'")
      .then(([row]) => row?.n ?? 0);
  const isEmpty = async (): Promise<boolean> => (await unsent(stage.db)) === 0;

  it('that is killed while it sends loses nothing, and its successor doubles at most one group per partition', async () => {
    const killed = begin();
    await isActive(killed);
    const successor = begin();
    const before = follow(eventsOf(await readAll(stage.log, stage.topic))).doubles;
    const writing = (async () => {
      for (let round = 0; round < 30; round += 1) await append(200);
    })();
    await until('some are sent', async () => (await readAll(stage.log, stage.topic)).length > 500);
    killed.kill('SIGKILL');
    await isActive(successor);
    await writing;
    await until('all is sent', isEmpty);
    const { ends, doubles } = follow(eventsOf(await readAll(stage.log, stage.topic)));
    expect([...ends.values()].reduce((sum, n) => sum + n, 0)).toBe(await total());
    expect(doubles - before).toBeLessThanOrEqual(3 * GROUP);
    successor.kill('SIGTERM');
    await until('it has ended', () => successor.exitCode !== null);
    expect(successor.exitCode).toBe(0);
  });

  it('that is frozen loses its right: the successor goes on, and the thawed one does no harm', async () => {
    const frozen = begin();
    await isActive(frozen);
    await append(2000);
    frozen.kill('SIGSTOP');
    const successor = begin();
    await append(500);
    await isActive(successor);
    await until('all is sent', isEmpty);
    frozen.kill('SIGCONT');
    for (let round = 0; round < 10; round += 1) await append(100);
    await until('all is sent', isEmpty);
    const { ends } = follow(eventsOf(await readAll(stage.log, stage.topic)));
    expect([...ends.values()].reduce((sum, n) => sum + n, 0)).toBe(await total());
    successor.kill('SIGKILL');
    await append(100);
    await until('the thawed one has taken over and sent', isEmpty);
    follow(await readAll(stage.log, stage.topic));
  });
});

describe('A relay whose database session is ended', () => {
  it('stands for the lock again and goes on', async () => {
    const stage = await openStage('postgres');
    try {
      const relay = await stage.startRelay();
      await until('it is active', () => relay.stats().active);
      await stage.db.manager.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()`,
        [`${stage.service} relay`],
      );
      await until('it has noticed', () =>
        stage.said.lines.some((line) => line.includes('lost its database session')),
      );
      await stage.db.transact(async (tx) => appendToOutbox(tx, stage.event, { id: 'a', n: 1 }));
      await until('it is sent', async () => (await unsent(stage.db)) === 0);
      expect(eventsOf(await readAll(stage.log, stage.topic))).toHaveLength(1);
    } finally {
      await stage.close();
    }
  });
});
