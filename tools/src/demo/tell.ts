import type { EventType } from '@xianjie/contracts';
import type { Scene } from './scene.js';
import type { SeenEvent } from './seen-events.js';
import { PATIENCE_MS, until } from './until.js';

/** Under a line of the story: what belongs to it. */
export const INDENT = '          ';

/** One line: when, which event, its place in its stream, its id. */
export function eventSentence({ envelope, appendedAt }: SeenEvent): string {
  const name = envelope.type.split('.').at(-1);
  const time = new Date(appendedAt).toISOString().slice(11, 23);
  return `${INDENT}${time} ${name} #${envelope.sequence} of ${envelope.subject}, event ${envelope.id}`;
}

/** Milliseconds from the moment the one was said to the moment the other was in the log. */
export function msBetween(one: SeenEvent, other: SeenEvent): number {
  return other.appendedAt - Date.parse(one.envelope.time);
}

/** Waits until an event of an aggregate is in the log that `fits`, tells it, and answers it. */
export async function tellEvent<T>(
  { seen, progress }: Scene,
  event: EventType<T>,
  key: string,
  fits: (value: T) => boolean = () => true,
): Promise<SeenEvent<T>> {
  let found: SeenEvent<T> | undefined;
  const name = event.type.split('.').at(-1) ?? event.type;
  await until(`${name} of ${key} in the log`, PATIENCE_MS, async () => {
    await seen.readOn();
    found = seen.allOf(event, key).findLast(({ value }) => fits(value));
    return found ? undefined : 'it has not come';
  });
  progress.plain(eventSentence(found!));
  return found!;
}

/** The services' day and hour, before what happens then. */
export function tellTime({ clock, progress }: Scene): void {
  progress.say(`— ${clock.inWords()} in China —`);
}

/** `1,234.50 yuan` of fen as digits. */
export function yuan(fen: string): string {
  const [whole, rest] = [BigInt(fen) / 100n, BigInt(fen) % 100n];
  return `${whole.toLocaleString('en')}${rest > 0n ? `.${String(rest).padStart(2, '0')}` : ''} yuan`;
}
