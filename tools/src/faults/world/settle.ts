import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedStop } from '../checking/history.js';
import { readProgress, type ConsumerProgress, type Progress, type ServiceDatabases } from './observe.js';

export interface SettleOptions {
  /** Without any movement for so long it is not going to settle; well above a checkpoint's interval and a wait's backoff. */
  readonly patienceMs: number;
  /** It must have settled by then, whatever moves. */
  readonly withinMs: number;
  /** It must stay as it is for so long: late doubles would come now. */
  readonly quietMs: number;
  readonly plan: readonly PlannedStop[];
}

function openAt({ name, effects, wantedEffects, parked, wantedParked }: ConsumerProgress): string[] {
  return [
    ...(effects === wantedEffects ? [] : [`${name} has ${effects} effects of ${wantedEffects}`]),
    ...(parked === wantedParked
      ? []
      : [`${name} has ${parked} parked events, ${wantedParked} were meant to be`]),
  ];
}

function openIn({ unsent, consumers }: Progress): string[] {
  const outboxes = ['producer', 'first'].flatMap((name, index) =>
    unsent[index] ? [`${unsent[index]} events unsent at ${name}`] : [],
  );
  return [...outboxes, ...consumers.flatMap(openAt)];
}

/** Waits until nothing moves any more; answers what is then still open, which is nothing when all is well. */
export async function settle(databases: ServiceDatabases, options: SettleOptions): Promise<string[]> {
  const deadline = Date.now() + options.withinMs;
  let last = '';
  let since = Date.now();
  for (;;) {
    const progress = await readProgress(databases, options.plan).catch(() => undefined);
    const now = JSON.stringify(progress);
    if (now !== last) since = Date.now();
    last = now;
    const open = progress ? openIn(progress) : ['the databases do not answer'];
    if (Date.now() > deadline) return open.length > 0 ? open : ['it never stops moving'];
    if (Date.now() - since >= (open.length === 0 ? options.quietMs : options.patienceMs)) return open;
    await sleep(100);
  }
}
