/** One server-sent event; without data it only moves the place. */
export interface ServerSent {
  readonly id?: string;
  readonly event: string;
  readonly data: string;
}

/** Reads `text/event-stream` (HTML Living Standard §9.2.6), as far as services write it. */
export async function* serverSent(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) yield eventOf(block);
  }
}

function eventOf(block: string): ServerSent {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const before = name === 'data' ? fields.get('data') : undefined;
    fields.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  const id = fields.get('id');
  return {
    ...(id === undefined ? {} : { id }),
    event: fields.get('event') ?? 'message',
    data: fields.get('data') ?? '',
  };
}
