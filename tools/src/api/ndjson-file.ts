import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { NumberedLine } from './bulk.js';

/** The lines of a file, counted from 1, read as they are needed; `-` is standard input. Throws where it cannot be read. */
export async function* numberedLines(file: string): AsyncGenerator<NumberedLine> {
  const input = file === '-' ? process.stdin : (await open(file)).createReadStream();
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    yield { line, text };
  }
}
