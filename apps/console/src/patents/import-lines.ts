/** What became of one line, as the service answers it. */
export interface LineOutcome {
  readonly line: number;
  readonly status: 'recorded' | 'changed' | 'repeated' | 'rejected';
  readonly patentNumber?: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
}

/** A part of a file: whole lines, and how many of them stand before it. */
export interface Part {
  readonly text: string;
  readonly before: number;
  readonly lines: number;
}

/** A line is its own request's business: a part that a lost connection cut off is sent again, and repeats what was taken in. */
export const PART_LINES = 500;

export const isBlank = (line: string): boolean => line.trim() === '';

/** Whole lines in parts, from the `from`th line on; empty lines count, so that numbers are those of the file. */
export function partsOf(lines: readonly string[], from = 0, size = PART_LINES): Part[] {
  const parts: Part[] = [];
  for (let before = from; before < lines.length; before += size) {
    const part = lines.slice(before, before + size);
    parts.push({ text: part.join('\n'), before, lines: part.length });
  }
  return parts;
}

/** The lines of a text, without a mark of UTF-8 at its beginning and without the empty one at its end. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  while (lines.length > 0 && isBlank(lines.at(-1)!)) lines.pop();
  return lines;
}

/** Outcomes as they come, numbered as in the file. */
export async function* outcomesIn(
  body: AsyncIterable<Uint8Array>,
  before: number,
): AsyncGenerator<LineOutcome> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!isBlank(line)) yield numbered(line, before);
  }
  if (!isBlank(rest)) yield numbered(rest, before);
}

function numbered(line: string, before: number): LineOutcome {
  const outcome = JSON.parse(line) as LineOutcome;
  return { ...outcome, line: outcome.line + before };
}

export type Counts = Readonly<Record<LineOutcome['status'], number>>;
export const NOTHING: Counts = { recorded: 0, changed: 0, repeated: 0, rejected: 0 };

export const counted = (counts: Counts, { status }: LineOutcome): Counts => ({
  ...counts,
  [status]: counts[status] + 1,
});

/** The number that a line names, whatever is wrong with the line. */
export function numberOf(line: string | undefined): string {
  return /"patentNumber"\s*:\s*"([^"]{0,40})"/.exec(line ?? '')?.[1] ?? '';
}
