import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PartialFile } from './partial-file.js';
import { readSealed, writeSealed } from './sealed-file.js';
import { SEALED_SEGMENT, SEGMENT, Segments } from './segments.js';

const folder = mkdtempSync(join(tmpdir(), 'xianjie-sealed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = createSecretKey(randomBytes(32));
const segments = new Segments(key, 'file-1');
let path = '';
let count = 0;
beforeEach(() => {
  path = join(folder, `file-${(count += 1)}`);
});

async function* chunksOf(plain: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < plain.length; at += size) yield plain.subarray(at, at + size);
}

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const sizes = [1, 15, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 3 * SEGMENT + 77];

describe('a sealed file', () => {
  it.each(sizes)('of %i bytes reads as it was written, however it came', async (size) => {
    const plain = randomBytes(size);
    await writeSealed(path, segments, chunksOf(plain, 10_007));
    const read = await all(readSealed(path, segments, { bytes: size, from: 0, to: size - 1 }));
    expect(read.equals(plain)).toBe(true);
    if (size >= 15) expect(readFileSync(path).includes(plain.subarray(0, 15))).toBe(false);
  });

  it('gives any range of its bytes', async () => {
    const plain = randomBytes(2 * SEGMENT + 500);
    await writeSealed(path, segments, chunksOf(plain, SEGMENT));
    const range = fc
      .tuple(fc.nat(plain.length - 1), fc.nat(plain.length - 1))
      .map((ends) => ends.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(range, async ([from = 0, to = 0]) => {
        const read = await all(readSealed(path, segments, { bytes: plain.length, from, to }));
        expect(read.equals(plain.subarray(from, to + 1))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is not written over', async () => {
    await writeSealed(path, segments, chunksOf(Buffer.from('one'), 3));
    await expect(writeSealed(path, segments, chunksOf(Buffer.from('two'), 3))).rejects.toThrow('EEXIST');
  });

  describe('does not open', () => {
    const plain = randomBytes(3 * SEGMENT + 10);
    const whole = { bytes: plain.length, from: 0, to: plain.length - 1 };
    const broken: [string, (bytes: Buffer) => Buffer][] = [
      ['with a byte changed', (bytes) => (bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100), bytes)],
      ['cut off', (bytes) => bytes.subarray(0, 3 * SEALED_SEGMENT)],
      [
        'with two segments exchanged',
        (bytes) =>
          Buffer.concat([
            bytes.subarray(SEALED_SEGMENT, 2 * SEALED_SEGMENT),
            bytes.subarray(0, SEALED_SEGMENT),
            bytes.subarray(2 * SEALED_SEGMENT),
          ]),
      ],
      [
        'with a segment left out',
        (bytes) => Buffer.concat([bytes.subarray(0, SEALED_SEGMENT), bytes.subarray(2 * SEALED_SEGMENT)]),
      ],
    ];

    it.each(broken)('%s', async (_how, change) => {
      await writeSealed(path, segments, chunksOf(plain, SEGMENT));
      writeFileSync(path, change(readFileSync(path)));
      await expect(all(readSealed(path, segments, whole))).rejects.toThrow();
    });

    it('as another file, nor with another key', async () => {
      await writeSealed(path, segments, chunksOf(plain, SEGMENT));
      for (const other of [
        new Segments(key, 'file-2'),
        new Segments(createSecretKey(randomBytes(32)), 'file-1'),
      ])
        await expect(all(readSealed(path, other, whole))).rejects.toThrow();
    });

    it('cut off at a whole segment, though its length is said to be that', async () => {
      await writeSealed(path, segments, chunksOf(plain, SEGMENT));
      truncateSync(path, 3 * SEALED_SEGMENT);
      const shorter = { bytes: 3 * SEGMENT, from: 0, to: 3 * SEGMENT - 1 };
      await expect(all(readSealed(path, segments, shorter))).rejects.toThrow();
    });
  });
});

describe('a file that still grows', () => {
  const add = async (...chunks: Buffer[]): Promise<number> => {
    const file = await PartialFile.open(path, segments);
    for (const chunk of chunks) await file.add(chunk);
    await file.close();
    return file.length;
  };

  it('goes on where it ended, whatever came at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2 * SEGMENT + 9 }), { maxLength: 6 }),
        async (lengths) => {
          path = join(folder, `grown-${(count += 1)}`);
          await PartialFile.create(path);
          const parts = lengths.map((length) => randomBytes(length));
          for (const part of parts) await add(part);
          const plain = Buffer.concat(parts);
          expect(await PartialFile.lengthOf(path, segments)).toBe(plain.length);
          expect((await all(PartialFile.read(path, segments))).equals(plain)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('leaves the bytes that are there when it is begun again', async () => {
    await PartialFile.create(path);
    await add(Buffer.from('here'));
    await PartialFile.create(path);
    expect(await PartialFile.lengthOf(path, segments)).toBe(4);
  });

  /** What a killed process leaves: the file as it is at some instant, the last write torn anywhere. */
  it('loses nothing that was acknowledged, wherever its process is killed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: SEGMENT + 500 }),
        fc.integer({ min: 1, max: 3 * SEGMENT }),
        fc.integer({ min: 0, max: SEALED_SEGMENT - 1 }),
        fc.boolean(),
        async (before, after, torn, closes) => {
          path = join(folder, `killed-${(count += 1)}`);
          await PartialFile.create(path);
          const plain = randomBytes(before + after);
          await add(plain.subarray(0, before));
          const acknowledged = await PartialFile.lengthOf(path, segments);
          const file = await PartialFile.open(path, segments);
          for await (const chunk of chunksOf(plain.subarray(before), 9_999)) await file.add(chunk);
          const image = `${path}-image`;
          if (existsSync(`${path}.loose`)) copyFileSync(`${path}.loose`, `${image}.loose`);
          copyFileSync(path, image);
          await file.close();
          if (closes && existsSync(`${path}.loose`)) copyFileSync(`${path}.loose`, `${image}.loose`);
          else if (!closes) writeFileSync(image, randomBytes(torn), { flag: 'a' });
          const left = await all(PartialFile.read(image, segments));
          expect(left.length).toBeGreaterThanOrEqual(acknowledged);
          expect(left.equals(plain.subarray(0, left.length))).toBe(true);
          const again = await PartialFile.open(image, segments);
          await again.add(plain.subarray(left.length));
          await again.close();
          expect((await all(PartialFile.read(image, segments))).equals(plain)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is removed with its loose end', async () => {
    await PartialFile.create(path);
    await add(Buffer.from('loose'));
    await PartialFile.remove(path);
    await PartialFile.remove(path);
    expect([existsSync(path), existsSync(`${path}.loose`)]).toEqual([false, false]);
  });

  it('needs memory for one segment, not for the file', async () => {
    await PartialFile.create(path);
    const chunk = randomBytes(SEGMENT + 13);
    const hash = createHash('sha256');
    const file = await PartialFile.open(path, segments);
    const before = process.memoryUsage().arrayBuffers;
    for (let index = 0; index < 3000; index += 1) {
      await file.add(chunk);
      hash.update(chunk);
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2900 * SEGMENT);
    await file.close();
    const read = createHash('sha256');
    for await (const plain of PartialFile.read(path, segments)) read.update(plain);
    expect(read.digest('hex')).toBe(hash.digest('hex'));
  });
});
