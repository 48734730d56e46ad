import { StreamableFile } from '@nestjs/common';
import { DomainError, type FieldIssue } from '@xianjie/errors';
import { currentTraceparent, newTraceparent, runWithTrace } from '@xianjie/tracing';
import { Readable } from 'node:stream';

export interface LineLimits {
  /** Bytes of one line at most; 65,536 unless told. */
  readonly lineBytes?: number;
  /** Lines of a body at most; 1,000,000 unless told. */
  readonly lines?: number;
}

/** A line of an NDJSON body, counted from 1: its value, or why it is none. Empty lines are left out but counted. */
export type Line =
  { readonly line: number; readonly value: unknown } | { readonly line: number; readonly issue: FieldIssue };

const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads an `application/x-ndjson` body as it arrives; a body of any size needs no more memory than its longest line. Throws
 * DomainError `invalid` (`lines.too-many`), and `lines.expected` where the body is no stream of lines.
 */
export async function* readLines(body: unknown, limits: LineLimits = {}): AsyncGenerator<Line> {
  const { lineBytes = 65_536, lines = 1_000_000 } = limits;
  if (!(body instanceof Readable)) {
    throw new DomainError('invalid', 'lines.expected', 'Send lines: Content-Type application/x-ndjson', {
      zh: '请以 application/x-ndjson 逐行发送',
    });
  }
  let count = 0;
  for await (const bytes of cut(body, lineBytes)) {
    count += 1;
    if (count > lines) {
      throw new DomainError('invalid', 'lines.too-many', `A body holds at most ${lines} lines`, {
        zh: `最多 ${lines} 行`,
      });
    }
    if (bytes === undefined) yield { line: count, issue: tooLong(lineBytes) };
    else if (bytes.some((byte) => byte > 0x20)) yield parsed(count, bytes);
  }
}

/** Lines without their ends; undefined for one that is longer than `limit`. */
async function* cut(body: Readable, limit: number): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): Buffer | undefined => {
    const line = length > limit ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      length += end - from;
      if (length <= limit) parts.push(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    length += chunk.length - from;
    // What is over the limit is counted, not kept.
    if (length <= limit) parts.push(chunk.subarray(from));
    else parts = [];
  }
  if (length > 0) yield take();
}

function parsed(line: number, bytes: Buffer): Line {
  try {
    return { line, value: JSON.parse(strict.decode(bytes)) as unknown };
  } catch {
    return {
      line,
      issue: {
        field: '',
        rule: 'line.malformed',
        message: 'This line is not valid JSON in UTF-8',
        messageZh: '该行不是有效的 UTF-8 JSON',
      },
    };
  }
}

function tooLong(limit: number): FieldIssue {
  return {
    field: '',
    rule: 'line.too-long',
    message: `This line is longer than ${limit} bytes`,
    messageZh: `该行超过 ${limit} 字节`,
  };
}

/** Bytes sent at once, and milliseconds that a finished line waits for others at most. */
const CHUNK = 32_768;
const LINGER_MS = 10;

/**
 * Answers one JSON line per item as it comes, no faster than the caller reads: `return await lineStream(items)` from a
 * controller method. What is thrown before the first item is answered as a problem; later it breaks the connection, so that a
 * caller never takes a part for the whole.
 */
export async function lineStream(items: AsyncIterable<unknown>): Promise<StreamableFile> {
  const iterator = items[Symbol.asyncIterator]();
  const first = await iterator.next();
  const stream = Readable.from(chunks(iterator, first), { objectMode: false, highWaterMark: 2 * CHUNK });
  return new StreamableFile(stream, { type: 'application/x-ndjson; charset=utf-8' });
}

/** Lines are gathered: a chunk for each would cost more than the work behind it. */
async function* chunks(
  iterator: AsyncIterator<unknown>,
  first: IteratorResult<unknown>,
): AsyncGenerator<string> {
  // The socket asks for more outside of the request's trace.
  const trace = currentTraceparent() ?? newTraceparent();
  const next = () => runWithTrace(trace, () => iterator.next());
  try {
    let text = '';
    let lingered: Promise<undefined> | undefined;
    for (let at = first; !at.done;) {
      text += `${JSON.stringify(at.value)}\n`;
      lingered ??= new Promise((resolve) => setTimeout(() => resolve(undefined), LINGER_MS));
      const coming = next();
      const come = text.length < CHUNK ? await Promise.race([coming, lingered]) : undefined;
      if (!come) {
        coming.catch(() => undefined); // thrown below, when it is awaited
        yield text;
        text = '';
        lingered = undefined;
      }
      at = come ?? (await coming);
    }
    if (text) yield text;
  } finally {
    await iterator.return?.();
  }
}
