import type { Decoder } from './decoder.js';
import type { IncomingEvent } from './incoming.js';
import { parkedMark, type MarkBook } from './marks.js';

/**
 * Compares what a checkpoint says was sent with the marks: a stream below it misses events and waits for them. Everything before
 * the checkpoint in its partition must be in `book` or committed. Where the service began in the middle (`joined`), a stream it
 * never saw is none of its business.
 */
export async function compareCheckpoint(
  book: MarkBook,
  event: IncomingEvent,
  decoder: Decoder,
  joined: boolean,
): Promise<void> {
  const { topic, streams } = decoder.decodeCheckpoint(event);
  const ends = streams.map(({ key, number }) => ({ streamId: `${topic}/${key}`, number: BigInt(number) }));
  await book.load(ends.map(({ streamId }) => streamId));
  for (const { streamId, number } of ends) {
    const mark = book.get(streamId);
    if ((!mark && joined) || (mark && mark.number >= number)) continue;
    if (mark?.parked && mark.parked !== 'waiting') continue;
    if ((mark?.known ?? 0n) < number) book.set(streamId, parkedMark(mark, 'waiting', number));
  }
}
