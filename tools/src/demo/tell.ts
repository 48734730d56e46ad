import type { SeenEvent } from './seen-events.js';

/** One line: when, which event, its place in its stream, its id. */
export function eventSentence({ envelope, appendedAt }: SeenEvent): string {
  const name = envelope.type.split('.').at(-1);
  const time = new Date(appendedAt).toISOString().slice(11, 23);
  return `          ${time} ${name} #${envelope.sequence} of ${envelope.subject}, event ${envelope.id}`;
}

/** Milliseconds from the moment the one was said to the moment the other was in the log. */
export function msBetween(one: SeenEvent, other: SeenEvent): number {
  return other.appendedAt - Date.parse(one.envelope.time);
}
