import { setTimeout as sleep } from 'node:timers/promises';
import { markRestored } from '@xianjie/messaging';
import { check } from '../checking/check.js';
import { tell } from '../checking/tell.js';
import type { Change, History } from '../checking/history.js';
import { readHistory, readProgress } from '../world/observe.js';
import { query } from '../world/sql.js';
import type { World } from '../world/world.js';
import { caughtUp, until, type Scenario } from './scenario.js';

const COPY = 'lead_reporting_older';
const NAME = 'lead_reporting';

const admin = (world: World, sql: string) => query(world.database.address, sql);
const producing = (world: World) => [world.producer, world.standby];

async function copyDatabase(world: World): Promise<void> {
  await Promise.all(producing(world).map((child) => child.down()));
  await admin(world, `CREATE DATABASE ${COPY} TEMPLATE ${NAME} OWNER ${NAME}`);
  world.start();
  await world.untilReady();
}

async function restoreDatabase(world: World): Promise<void> {
  await Promise.all(producing(world).map((child) => child.down()));
  await admin(world, `DROP DATABASE ${NAME} WITH (FORCE)`);
  await admin(world, `ALTER DATABASE ${COPY} RENAME TO ${NAME}`);
  await markRestored(world.databases.producer);
  world.load.forgetVersions();
  world.start();
  await world.untilReady();
}

/** The part of a history that is about some streams. */
function only(history: History, wanted: (stream: string) => boolean): History {
  const ours = <T extends { stream: string }>(rows: readonly T[]) =>
    rows.filter(({ stream }) => wanted(stream));
  return {
    attempts: history.attempts.map(({ outcome, changes }) => ({ outcome, changes: ours(changes) })),
    committed: ours(history.committed),
    consumers: history.consumers.map(({ name, effects }) => ({ name, effects: ours(effects) })),
    parked: ours(history.parked),
    unsettled: [],
  };
}

/** A stream the copy had lost the end of: its consumer must keep what it did, take nothing of the new story, and say so where one began. */
function complaintsAbout(stream: string, before: readonly Change[], history: History): string[] {
  const first = history.consumers[0]!.effects.filter((effect) => effect.stream === stream);
  const own = before.filter((change) => change.stream === stream);
  const kept =
    first.length === own.length && first.every((effect, index) => effect.token === own[index]!.token);
  const restored = new Set(own.map((change) => change.token));
  const rewritten = history.committed.some(
    (change) => change.stream === stream && !restored.has(change.token),
  );
  const parked = history.parked.find((row) => row.consumer === 'first' && row.stream === stream);
  return [
    ...(kept ? [] : [`${stream}: its effects are no longer those before the restore`]),
    ...(rewritten && parked?.reason !== 'forked'
      ? [`${stream}: it went on differently and is ${parked?.reason ?? 'not parked'}, not forked`]
      : []),
    ...(!rewritten && parked
      ? [`${stream}: nothing new happened to it, and it is parked as ${parked.reason}`]
      : []),
  ];
}

export const producerRestored: Scenario = {
  name: 'producer-restored',
  title:
    "The producer's database restored from an older copy: rewritten streams are forked and seen, all others go on",
  fresh: true,
  async run(world, facts) {
    await world.load.run(60);
    await until(() => caughtUp(world), 'the world is not quiet');
    await copyDatabase(world);
    await world.load.run(20);
    await until(() => caughtUp(world), 'the world is not quiet');
    const before = (await readHistory(world.databases, world.load.attempts, [])).committed;
    await restoreDatabase(world);
    const copied = new Set(
      (await readHistory(world.databases, [], [])).committed.map((change) => change.token),
    );
    const lost = new Set(before.filter((change) => !copied.has(change.token)).map((change) => change.stream));
    await world.load.run(120);
    await until(
      async () => (await readProgress(world.databases)).unsent.every((count) => count === 0),
      'something is unsent',
    );
    await sleep(6000); // several checkpoints
    const history = await readHistory(world.databases, world.load.attempts, []);
    const others = only(history, (stream) => !lost.has(stream));
    const violations = check(others);
    facts['lost'] = lost.size;
    facts['forked'] = history.parked.filter(
      (row) => row.consumer === 'first' && row.reason === 'forked',
    ).length;
    const complaints = [...lost].flatMap((stream) => complaintsAbout(stream, before, history));
    if (lost.size === 0) complaints.push('the copy had lost nothing: nothing was tested');
    if (facts['forked'] === 0) complaints.push('no stream was rewritten: nothing was tested');
    if (violations.length > 0)
      complaints.push(`streams that the restore did not touch:\n${tell(violations, others)}`);
    return { complaints, judged: true };
  },
};
