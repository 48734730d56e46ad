import { DomainError } from '@xianjie/errors';
import { ExportLine } from './export-lines.js';

/** Where a consumer that begins late gets a topic's present state. */
export interface ExportClient {
  /** The lines after `after` (undefined: from the first). Throws `unavailable` where the producer does not answer. */
  open(topic: string, after: string | undefined): AsyncIterable<ExportLine>;
}

export interface HttpExportSettings {
  /** Address of the service that produces the topic, such as `http://lead-reporting:3000`. */
  urlOf(topic: string): string;
  /** A bearer token with the scope `event:export`. */
  token(): Promise<string>;
}

/** Asks `GET <service>/exports/<topic>?after=…`. */
export function httpExports({ urlOf, token }: HttpExportSettings): ExportClient {
  return {
    async *open(topic, after) {
      const url = new URL(`exports/${encodeURIComponent(topic)}`, `${urlOf(topic).replace(/\/$/, '')}/`);
      if (after !== undefined) url.searchParams.set('after', after);
      const answer = await ask(url, await token());
      yield* linesOf(answer);
    },
  };
}

async function ask(url: URL, token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/x-ndjson' };
  const answer = await fetch(url, { headers }).catch((cause: unknown) => {
    throw new DomainError('unavailable', 'export.unreachable', `${url.origin} does not answer`, { cause });
  });
  if (answer.ok && answer.body) return answer;
  const kind = answer.status >= 500 || answer.status === 429 ? 'unavailable' : 'forbidden';
  throw new DomainError(kind, 'export.refused', `${url.origin}${url.pathname} answered ${answer.status}`);
}

/** A cut connection ends the lines without an `end`: the caller asks on. */
async function* linesOf(answer: Response): AsyncGenerator<ExportLine> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of answer.body ?? []) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line) yield ExportLine.parse(JSON.parse(line));
    }
  } catch (cause) {
    if (cause instanceof TypeError) return;
    throw cause;
  }
}
