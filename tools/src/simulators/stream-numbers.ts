import type { EventEnvelope } from '@xianjie/contracts';

/** What the numbers of the streams say about what was read. */
export interface NumberCheck {
  readonly streams: number;
  readonly events: number;
  /** Records whose number had been read before; every consumer drops them. */
  readonly doubles: number;
  /** Streams in which a number is missing, or whose events do not follow one another. Empty is what must be. */
  readonly broken: readonly string[];
}

/** Keeps the numbers of what was read: each stream is numbered from 1 without gaps, and each event names the one before. */
export class StreamNumbers {
  private readonly streams = new Map<string, string[]>();
  private readonly broken = new Set<string>();
  private events = 0;
  private doubles = 0;

  /** Whether the event is new: a number that was read before is a double, to be dropped. Notes where a stream breaks. */
  isNew({ subject, sequence, previous, id }: EventEnvelope): boolean {
    const ids = this.streams.get(subject) ?? [];
    this.streams.set(subject, ids);
    const number = Number(sequence);
    if (number <= ids.length) {
      this.doubles += 1;
      if (ids[number - 1] !== id) this.broken.add(`${subject}: two events have number ${number}`);
      return false;
    }
    if (number > ids.length + 1) this.broken.add(`${subject}: number ${ids.length + 1} is missing`);
    else if (previous !== ids.at(-1)) this.broken.add(`${subject}: number ${number} follows another event`);
    ids[number - 1] = id;
    this.events += 1;
    return true;
  }

  check(): NumberCheck {
    const { events, doubles } = this;
    return { streams: this.streams.size, events, doubles, broken: [...this.broken].sort() };
  }
}
