import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '@xianjie/identifiers';
import { evaluateStream } from './evaluate-stream.js';
import { Evaluator } from './evaluator.js';

const RUNS = { numRuns: 10_000 };

const evaluator = () => new Evaluator({ today: () => '2026-11-22' as LocalDate });

/** A reader that takes each piece after `delayMs`, and keeps what it took. */
class Taker extends Writable {
  taken = '';

  constructor(private readonly delayMs = 0) {
    super({ highWaterMark: 1024 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.taken += chunk.toString();
    if (this.delayMs > 0) setTimeout(done, this.delayMs);
    else done();
  }
}

async function* of(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function evaluated(...chunks: (string | Uint8Array)[]) {
  const taker = new Taker();
  const count = await evaluateStream(of(...chunks), taker, evaluator());
  const answers = taker.taken.split('\n').slice(0, -1);
  return { count, answers: answers.map((answer) => JSON.parse(answer) as Record<string, unknown>) };
}

const GOOD = '{"id":"good","kind":"identifiers.orgCode","value":"MA2YYTX0-6"}\n';

describe('evaluateStream', () => {
  it('answers a line before it waits for the next one', async () => {
    const taker = new Taker();
    async function* patient() {
      yield Buffer.from(GOOD);
      await sleep(20);
      expect(taker.taken).toContain('"id":"good"');
      yield Buffer.from(GOOD);
    }
    expect(await evaluateStream(patient(), taker, evaluator())).toEqual({ answered: 2, refused: 0 });
  });

  it('leaves blank lines out, and counts them where it names a line', async () => {
    const { answers, count } = await evaluated('\n \t\r\n', GOOD, '\n', 'what?');
    expect(count).toEqual({ answered: 1, refused: 1 });
    expect(answers[1]).toMatchObject({ error: { code: 'evaluate.json', line: 5 } });
  });

  it('takes the line breaks of Windows, and a mark of byte order', async () => {
    const { count } = await evaluated(`\ufeff${GOOD.replace('\n', '\r\n')}`, GOOD.replace('\n', '\r\n'));
    expect(count).toEqual({ answered: 2, refused: 0 });
  });

  it('reads no further than the reader of its answers lets it', async () => {
    const taker = new Taker(5);
    let ahead = 0;
    async function* source() {
      for (let chunk = 0; chunk < 40; chunk += 1) {
        ahead = Math.max(ahead, (chunk * 50 + 50) * 60 - taker.taken.length);
        yield Buffer.from(GOOD.repeat(50));
      }
    }
    const { answered } = await evaluateStream(source(), taker, evaluator());
    expect(answered).toBe(2000);
    expect(taker.taken.length).toBeGreaterThan(2000 * 60);
    expect(ahead).toBeLessThan(50 * 60 * 3);
  });

  it('answers every line that is not blank, once and in order, whatever it holds', async () => {
    const piece = fc.oneof(
      fc.constantFrom(GOOD, '\n', '{', '}', '"', '[', '\u0000', '\r', ' '),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.uint8Array({ maxLength: 10 }),
      fc.json({ maxDepth: 2 }),
      fc
        .tuple(fc.constantFrom('identifiers.uscc', 'deadlines', 'x'), fc.json())
        .map(([kind, value]) => `\n{"kind":"${kind}","value":${value}}\n`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const marked = pieces.flatMap((each, id) => [each, `\n{"id":${id},"kind":"none"}\n`]);
        const { answers, count } = await evaluated(...marked);
        const whole = Buffer.concat(marked.map((each) => Buffer.from(each)));
        const lines = whole.toString('latin1').split('\n');
        const blank = (line: string) =>
          Buffer.from(line, 'latin1')
            .toString()
            .replace(/^\ufeff/, '')
            .trim() === '';
        expect(answers).toHaveLength(lines.filter((line) => !blank(line)).length);
        expect(count.answered + count.refused).toBe(answers.length);
        expect(answers.flatMap(({ id }) => (typeof id === 'number' ? [id] : []))).toEqual(
          pieces.map((_, id) => id),
        );
        expect(answers.filter((answer) => 'result' in answer === 'error' in answer)).toEqual([]);
      }),
      RUNS,
    );
  });
});
