import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.js';
import { Unavailable } from './failures.js';

/** What a service answered to one line; `line` is the line of the file. */
export interface LineAnswer {
  readonly line: number;
  readonly status: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
  readonly [more: string]: unknown;
}

export interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

export interface BulkOptions {
  /** Milliseconds without an answered line after which it gives up; 60,000 unless told. */
  readonly patienceMs?: number;
  /** Lines of one request; 2,000 unless told. */
  readonly linesAtOnce?: number;
  /** Told when a request broke off and is sent again. */
  readonly interrupted?: (reason: string) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/**
 * Sends lines to a bulk route and answers what became of each, once, in order. Where the service stops, dies or says "not now", the lines
 * without an answer are sent again; a line that had been taken before is answered as repeated, so nothing is doubled. Throws
 * Refused where the request itself is refused, Unavailable when nothing moves for `patienceMs`.
 */
export async function* submitLines(
  api: Api,
  path: string,
  lines: AsyncIterable<NumberedLine> | Iterable<NumberedLine>,
  options: BulkOptions = {},
): AsyncGenerator<LineAnswer> {
  const { linesAtOnce = 2000 } = options;
  let chunk: NumberedLine[] = [];
  for await (const line of lines) {
    if (line.text.trim() === '') continue; // left out by the service, too
    chunk.push(line);
    if (chunk.length >= linesAtOnce) {
      yield* submitChunk(api, path, chunk, options);
      chunk = [];
    }
  }
  if (chunk.length > 0) yield* submitChunk(api, path, chunk, options);
}

async function* submitChunk(
  api: Api,
  path: string,
  chunk: readonly NumberedLine[],
  { patienceMs = 60_000, interrupted }: BulkOptions,
): AsyncGenerator<LineAnswer> {
  let open = chunk;
  let pauseMs = FIRST_PAUSE_MS;
  let moved = performance.now();
  while (open.length > 0) {
    try {
      for await (const answer of answersOf(api, path, open)) {
        yield answer;
        open = open.slice(1);
        pauseMs = FIRST_PAUSE_MS;
        moved = performance.now();
      }
      if (open.length > 0) throw new Unavailable(`${api.url} answered too few lines`);
    } catch (error) {
      if (!(error instanceof Unavailable) || performance.now() - moved > patienceMs) throw error;
      interrupted?.(error.message);
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

/** One request. Answers come in the order of the lines; a last answer `stopped` means: the rest later. */
async function* answersOf(
  api: Api,
  path: string,
  lines: readonly NumberedLine[],
): AsyncGenerator<LineAnswer> {
  const response = await api.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', accept: 'application/x-ndjson' },
    body: lines.map(({ text }) => `${text}\n`).join(''),
  });
  let next = 0;
  for await (const text of linesOf(response)) {
    const answer = JSON.parse(text) as LineAnswer;
    if (answer.status === 'stopped') throw new Unavailable(String(answer['message'] ?? 'stopped'));
    if (answer.line !== next + 1)
      throw new Error(`${api.url}${path} answered line ${answer.line} for ${next + 1}`);
    yield { ...answer, line: lines[next]!.line };
    next += 1;
  }
}

/** Lines of a streamed answer. Throws Unavailable where it breaks off. */
export async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  const body = (response.body ?? []) as AsyncIterable<Uint8Array>;
  try {
    for await (const bytes of body) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
  } catch (error) {
    throw new Unavailable(`${response.url} broke off`, { cause: error });
  }
  if (rest !== '') yield rest;
}
