import type { Tx } from '@xianjie/persistence';
import type { Decoder } from './decoder.js';
import { BatchFailure } from './failure.js';
import type { Handlers } from './handlers.js';
import { InboxContext, type InboxEntry, type Origin } from './inbox-context.js';
import type { IncomingEvent } from './incoming.js';

/** What it takes to run events through a service's handlers. */
export interface Applying {
  readonly handlers: Handlers;
  readonly decoder: Decoder;
}

/** An event to apply, with its place in the batch. */
export interface Applicable {
  readonly index: number;
  readonly event: IncomingEvent;
}

/** Whether these events may be run in waves: some handler takes many. */
export function inWaves(applying: Applying, events: readonly IncomingEvent[]): boolean {
  return events.some(({ type }) => applying.handlers.takesMany(type));
}

/** Runs one event. Throws BatchFailure. */
export async function applyOne(
  tx: Tx,
  applying: Applying,
  { index, event }: Applicable,
  origin: Origin,
): Promise<void> {
  try {
    if (!applying.handlers.handles(event.type)) return;
    const value = applying.decoder.decode(event);
    const context = new InboxContext(tx, [entryOf(event)], origin);
    await applying.handlers.runOne(event.type, value, context);
    if (applying.handlers.takesMany(event.type))
      await applying.handlers.runMany(event.type, [value], context);
  } catch (error) {
    throw new BatchFailure([index], error);
  }
}

/** Runs events in waves: in each a key occurs once, so what is before in a key is done before. Throws BatchFailure. */
export async function applyWaves(
  tx: Tx,
  applying: Applying,
  events: readonly Applicable[],
  origin: Origin,
): Promise<void> {
  for (const wave of wavesOf(events)) {
    for (const [type, group] of groupsOf(wave)) {
      if (!applying.handlers.takesMany(type)) {
        for (const one of group) await applyOne(tx, applying, one, origin);
      } else {
        await applyGroup(tx, applying, group, origin);
      }
    }
  }
}

async function applyGroup(
  tx: Tx,
  applying: Applying,
  group: readonly [Applicable, ...Applicable[]],
  origin: Origin,
): Promise<void> {
  const values = group.map((one) => decodeOne(applying.decoder, one));
  const single = applying.handlers.takesOne(group[0].event.type);
  for (const [at, one] of single ? group.entries() : []) {
    const context = new InboxContext(tx, [entryOf(one.event)], origin);
    await applying.handlers.runOne(one.event.type, values[at], context).catch((error: unknown) => {
      throw new BatchFailure([one.index], error);
    });
  }
  const [first, ...rest] = group;
  const context = new InboxContext(
    tx,
    [entryOf(first.event), ...rest.map(({ event }) => entryOf(event))],
    origin,
  );
  await applying.handlers.runMany(first.event.type, values, context).catch((error: unknown) => {
    throw new BatchFailure(
      group.map(({ index }) => index),
      error,
    );
  });
}

function decodeOne(decoder: Decoder, { index, event }: Applicable): unknown {
  try {
    return decoder.decode(event);
  } catch (error) {
    throw new BatchFailure([index], error);
  }
}

function entryOf({ envelope, record }: IncomingEvent): InboxEntry {
  const { topic, partition, offset } = record;
  return { envelope, place: { topic, partition, offset } };
}

/** The n-th event of a key goes into the n-th wave. */
export function wavesOf(events: readonly Applicable[]): Applicable[][] {
  const seen = new Map<string, number>();
  const waves: Applicable[][] = [];
  for (const one of events) {
    const nth = seen.get(one.event.streamId) ?? 0;
    seen.set(one.event.streamId, nth + 1);
    (waves[nth] ??= []).push(one);
  }
  return waves;
}

function groupsOf(wave: readonly Applicable[]): Map<string, [Applicable, ...Applicable[]]> {
  const groups = new Map<string, [Applicable, ...Applicable[]]>();
  for (const one of wave) {
    const group = groups.get(one.event.type);
    if (group) group.push(one);
    else groups.set(one.event.type, [one]);
  }
  return groups;
}
