import { isUtf8 } from 'node:buffer';

/** One line of the input, counted from 1; `problem` where it was not read. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly problem?: 'too-long' | 'not-utf8';
}

/** A longer line is refused unread, so that memory stays flat whatever the file holds. */
export const LONGEST_LINE = 1024 * 1024;

const NEWLINE = 0x0a;
const NOTHING = Buffer.alloc(0);

/** Cuts bytes into lines as they come. Keeps at most one line's beginning. */
export class LineCutter {
  #number = 0;
  #held: Buffer[] = [];
  #length = 0;

  constructor(private readonly longest = LONGEST_LINE) {}

  /** The lines that end in these bytes. */
  push(bytes: Uint8Array): Line[] {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      lines.push(this.#finish(chunk.subarray(from, end)));
      from = end + 1;
    }
    this.#hold(chunk.subarray(from));
    return lines;
  }

  /** The line that the input ended in, without a line break; none where it ended with one. */
  end(): Line[] {
    return this.#length > 0 ? [this.#finish(NOTHING)] : [];
  }

  #hold(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.longest) this.#held = [];
    else if (part.length > 0) this.#held.push(part);
  }

  #finish(last: Buffer): Line {
    this.#hold(last);
    const [length, parts] = [this.#length, this.#held];
    this.#length = 0;
    this.#held = [];
    this.#number += 1;
    const number = this.#number;
    if (length > this.longest) return { number, text: '', problem: 'too-long' };
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    if (!isUtf8(bytes)) return { number, text: '', problem: 'not-utf8' };
    const text = bytes.toString('utf8');
    return { number, text: number === 1 ? text.replace(/^\ufeff/, '') : text };
  }
}
