import { constants } from 'node:fs';
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { SEAL_OVERHEAD } from './seal.js';
import { SEALED_SEGMENT, SEGMENT, type Segments } from './segments.js';

/** The loose end lies beside the file, so that whole segments are never written twice. */
const looseOf = (path: string): string => `${path}.loose`;

/**
 * A sealed file that still grows. Whole segments are appended; what does not fill one is sealed into a file beside it. A process that
 * is killed at any instant leaves all bytes that were acknowledged, and perhaps some more.
 */
export class PartialFile {
  #whole: number;
  #loose: Buffer;
  #isDirty = false;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    private readonly segments: Segments,
    { whole, loose }: Grown,
  ) {
    this.#whole = whole;
    this.#loose = loose;
  }

  /** Makes a new, empty file; one that is there already is kept. */
  static async create(path: string): Promise<void> {
    await (await open(path, 'a', 0o600)).close();
  }

  /** How many plain bytes are there. */
  static async lengthOf(path: string, segments: Segments): Promise<number> {
    const handle = await open(path, 'r');
    try {
      const { whole, loose } = await grown(path, handle, segments);
      return whole * SEGMENT + loose.length;
    } finally {
      await handle.close();
    }
  }

  /** To write on. A segment that a killed process did not finish is written again. */
  static async open(path: string, segments: Segments): Promise<PartialFile> {
    const handle = await open(path, constants.O_RDWR);
    try {
      return new PartialFile(path, handle, segments, await grown(path, handle, segments));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The plain bytes, from the first one on. */
  static async *read(path: string, segments: Segments): AsyncGenerator<Buffer> {
    const handle = await open(path, 'r');
    try {
      const { whole, loose } = await grown(path, handle, segments);
      for (let index = 0; index < whole; index += 1)
        yield segments.unseal(await segmentAt(handle, index), index, 'inner');
      if (loose.length > 0) yield loose;
    } finally {
      await handle.close();
    }
  }

  static async remove(path: string): Promise<void> {
    await rm(path, { force: true });
    await rm(looseOf(path), { force: true });
  }

  get length(): number {
    return this.#whole * SEGMENT + this.#loose.length;
  }

  async add(chunk: Buffer): Promise<void> {
    if (chunk.length > 0) this.#isDirty = true;
    let rest = this.#loose.length > 0 ? Buffer.concat([this.#loose, chunk]) : chunk;
    for (; rest.length >= SEGMENT; rest = rest.subarray(SEGMENT)) {
      const sealed = this.segments.seal(rest.subarray(0, SEGMENT), this.#whole, 'inner');
      await this.handle.write(sealed, 0, sealed.length, this.#whole * SEALED_SEGMENT);
      this.#whole += 1;
    }
    this.#loose = Buffer.from(rest);
  }

  /** What was added is on the disk when this answers, and not before. */
  async close(): Promise<void> {
    try {
      if (this.#isDirty) await this.#flush();
    } finally {
      await this.handle.close();
    }
  }

  async #flush(): Promise<void> {
    await this.handle.sync();
    const loose = looseOf(this.path);
    if (this.#loose.length === 0) return rm(loose, { force: true });
    const file = await open(`${loose}.new`, 'w', 0o600);
    try {
      await file.write(this.segments.seal(this.#loose, this.#whole, 'loose'));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${loose}.new`, loose);
  }
}

interface Grown {
  readonly whole: number;
  readonly loose: Buffer;
}

/** A loose end that belongs behind another segment than the last one was written out since. */
async function grown(path: string, handle: FileHandle, segments: Segments): Promise<Grown> {
  const { size } = await handle.stat();
  const whole = Math.floor(size / SEALED_SEGMENT);
  const sealed = await readFile(looseOf(path)).catch(absent);
  if (!sealed || sealed.length < SEAL_OVERHEAD) return { whole, loose: Buffer.alloc(0) };
  try {
    return { whole, loose: segments.unseal(sealed, whole, 'loose') };
  } catch {
    return { whole, loose: Buffer.alloc(0) };
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function segmentAt(handle: FileHandle, index: number): Promise<Buffer> {
  const sealed = Buffer.allocUnsafe(SEALED_SEGMENT);
  const { bytesRead } = await handle.read(sealed, 0, SEALED_SEGMENT, index * SEALED_SEGMENT);
  return sealed.subarray(0, bytesRead);
}
