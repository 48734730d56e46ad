import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Evaluator } from './evaluator.js';
import { type Line, LineCutter } from './lines.js';

export interface Count {
  answered: number;
  refused: number;
}

/** So much text is written at once. */
const WRITTEN_AT_ONCE = 64 * 1024;

/**
 * Writes one answer for each line of `source`, in order; lines of nothing but white space are left out. Reads no faster than `sink`
 * takes, and holds one piece of the source and one of the answers, whatever their size. What was read is answered before more is
 * awaited, so that two programs may talk line by line.
 */
export async function evaluateStream(
  source: AsyncIterable<Uint8Array>,
  sink: Writable,
  evaluator: Evaluator,
): Promise<Count> {
  const cutter = new LineCutter();
  const writer = new AnswerWriter(sink, evaluator);
  for await (const bytes of source) await writer.answer(cutter.push(bytes));
  await writer.answer(cutter.end());
  return writer.count;
}

class AnswerWriter {
  readonly count: Count = { answered: 0, refused: 0 };
  #text = '';

  constructor(
    private readonly sink: Writable,
    private readonly evaluator: Evaluator,
  ) {}

  async answer(lines: readonly Line[]): Promise<void> {
    for (const line of lines) {
      if (isBlank(line)) continue;
      const given = this.evaluator.answer(line);
      const { text, refused } = given instanceof Promise ? await given : given;
      this.count[refused ? 'refused' : 'answered'] += 1;
      this.#text += `${text}\n`;
      if (this.#text.length >= WRITTEN_AT_ONCE) await this.#write();
    }
    await this.#write();
  }

  async #write(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (text !== '' && !this.sink.write(text)) await once(this.sink, 'drain');
  }
}

const isBlank = ({ text, problem }: Line): boolean => !problem && text.trim() === '';
