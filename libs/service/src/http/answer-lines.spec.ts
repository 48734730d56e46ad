import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import { answerLines, type LineAnswer, type LineOutcome, type LineWork } from './answer-lines.js';

interface Item {
  readonly key: string;
}

/** Takes everything, one key a line; the one change a test is about. */
function work(change: Partial<LineWork<Item, LineOutcome>> = {}): LineWork<Item, LineOutcome> {
  return {
    read: (value) => ({ item: value as Item }),
    keyOf: ({ key }) => key,
    apply: async (items) => items.map(() => ({ status: 'accepted' })),
    admit: async () => undefined,
    language: 'en',
    ...change,
  };
}

const body = (count: number, keyOf = (n: number) => `k${n}`) =>
  Readable.from(
    [Array.from({ length: count }, (_, n) => JSON.stringify({ key: keyOf(n) })).join('\n')].map((text) =>
      Buffer.from(text),
    ),
  );

async function all(answers: AsyncIterable<LineAnswer>): Promise<LineAnswer[]> {
  const list = [];
  for await (const answer of answers) list.push(answer);
  return list;
}

describe('answerLines', () => {
  it('answers every line in order, whichever commit ends first', async () => {
    let nth = 0;
    const apply = async (items: readonly Item[]) => {
      const turns = nth++ === 0 ? 50 : 0;
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return items.map(() => ({ status: 'accepted' }));
    };
    const answers = await all(answerLines(body(1700), work({ apply })));
    expect(answers.map(({ line }) => line)).toEqual(Array.from({ length: 1700 }, (_, n) => n + 1));
  });

  it('lets lines of one key take effect in the order of the body', async () => {
    const applied: Item[] = [];
    const apply = async (items: readonly Item[]) => {
      if (applied.length === 0)
        for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      applied.push(...items);
      return items.map(() => ({ status: 'accepted' }));
    };
    const lines = Readable.from(
      [1, 2].map((nth) =>
        Buffer.from(
          Array.from({ length: 500 }, (_, n) => `${JSON.stringify({ key: `k${n}`, nth })}\n`).join(''),
        ),
      ),
    );
    await all(answerLines(lines, work({ apply })));
    expect(applied.map((item) => (item as unknown as { nth: number }).nth)).toEqual([
      ...Array(500).fill(1),
      ...Array(500).fill(2),
    ]);
  });

  it('names the next line and when to come again where the service cannot go on, and answers what was committed', async () => {
    let admitted = 0;
    const admit = async () => {
      admitted += 1;
      if (admitted > 1)
        throw new DomainError('unavailable', 'outbox.full', 'full', { zh: '已满', retryAfter: 5 });
    };
    const answers = await all(answerLines(body(1200), work({ admit, language: 'zh-CN' })));
    expect(answers).toHaveLength(501);
    expect(answers.at(-1)).toEqual({
      line: 501,
      status: 'stopped',
      code: 'outbox.full',
      message: '已满',
      retryAfter: 5,
    });
  });

  it('refuses only the line at fault where a batch fails for good', async () => {
    const failures: unknown[] = [];
    const apply = async (items: readonly Item[]) => {
      if (items.some(({ key }) => key === 'k77')) throw new Error('boom');
      return items.map(() => ({ status: 'accepted' }));
    };
    const answers = await all(
      answerLines(body(200), work({ apply, failed: (error) => failures.push(error) })),
    );
    expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject([
      { line: 78, errors: [{ rule: 'line.failed' }] },
    ]);
    expect(answers).toHaveLength(200);
    expect(failures).toHaveLength(1);
  });

  it('tries a deadlock again', async () => {
    let tries = 0;
    const apply = async (items: readonly Item[]) => {
      tries += 1;
      if (tries < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      return items.map(() => ({ status: 'accepted' }));
    };
    const answers = await all(answerLines(body(3), work({ apply })));
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('takes a whole body before the first answer is read', async () => {
    const answers = answerLines(body(20_000), work());
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(await all(answers)).toHaveLength(20_000);
  });

  it('throws where the body is no stream of lines', async () => {
    await expect(all(answerLines({}, work()))).rejects.toThrow('Send lines');
  });
});
