import { isCheckpoint, type IncomingEvent } from './incoming.js';

/**
 * Why a stream is parked. `waiting`: a number before is missing; `forked`: it continued differently than what was
 * applied; `refused`: the rules said no; `failed`: our bug; `fatal`: it ended the process again and again.
 */
export type ParkedReason = 'waiting' | 'forked' | 'refused' | 'failed' | 'fatal';

/** The last event of a stream that was applied. */
export interface Mark {
  /** 0 where none was. */
  readonly number: bigint;
  /** Undefined where the history before is unknown: then any predecessor fits. */
  readonly eventId: string | undefined;
  readonly epoch: number;
  readonly parked: ParkedReason | undefined;
  /** Of a waiting stream: the highest number known to exist. */
  readonly known: bigint | undefined;
}

export type Judgement = 'apply' | 'double' | 'waiting' | 'forked' | 'behind';

/**
 * What becomes of an event by its stream's mark (architecture §3, "Consuming"): `behind` means that the stream is parked already.
 * `joined` says that the service began in the middle (`from: 'now'`): the first event seen of a stream is then its beginning.
 */
export function judge(event: IncomingEvent, mark: Mark | undefined, joined: boolean): Judgement {
  const checkpoint = isCheckpoint(event);
  if (!mark) return judgeFirst(event, joined || checkpoint);
  // A restored producer counts its checkpoints again from an older number: that says nothing of any aggregate.
  if (checkpoint && event.epoch > mark.epoch) return 'apply';
  if (event.number <= mark.number) return judgeKnown(event, mark);
  if (mark.parked !== undefined && mark.parked !== 'waiting') return 'behind';
  if (event.number > mark.number + 1n) return 'waiting';
  return follows(event, mark) ? 'apply' : 'forked';
}

/** Whether `event` names the mark's event as its predecessor. */
export function follows(event: IncomingEvent, mark: Mark): boolean {
  return mark.eventId === undefined || event.previous === mark.eventId;
}

function judgeFirst(event: IncomingEvent, joined: boolean): Judgement {
  if (joined) return 'apply';
  if (event.number > 1n) return 'waiting';
  return event.previous === undefined ? 'apply' : 'forked';
}

function judgeKnown(event: IncomingEvent, mark: Mark): Judgement {
  const rewritten =
    event.epoch > mark.epoch ||
    (event.number === mark.number &&
      event.epoch === mark.epoch &&
      mark.eventId !== undefined &&
      event.id !== mark.eventId);
  return rewritten ? 'forked' : 'double';
}
