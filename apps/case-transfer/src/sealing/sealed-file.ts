import { open, type FileHandle } from 'node:fs/promises';
import { SEAL_OVERHEAD } from './seal.js';
import { SEALED_SEGMENT, SEGMENT, type Segments, segmentsOf } from './segments.js';

/** Writes a complete sealed file from its plain bytes; the file must not be there yet. It is on the disk when this answers. */
export async function writeSealed(
  path: string,
  segments: Segments,
  plain: AsyncIterable<Buffer>,
): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await writeAll(handle, segments, plain);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Every segment but the last is full; which one is the last is known once nothing follows. */
async function writeAll(handle: FileHandle, segments: Segments, plain: AsyncIterable<Buffer>): Promise<void> {
  let held: Buffer = Buffer.alloc(0);
  let index = 0;
  for await (const chunk of plain) {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    for (; held.length > SEGMENT; held = held.subarray(SEGMENT)) {
      await handle.write(segments.seal(held.subarray(0, SEGMENT), index, 'inner'));
      index += 1;
    }
  }
  await handle.write(segments.seal(held, index, 'last'));
}

/**
 * The plain bytes `from` to `to` (both included) of a sealed file of `bytes`, segment by segment. Throws where a segment is missing,
 * broken, or of another file.
 */
export async function* readSealed(
  path: string,
  segments: Segments,
  { bytes, from, to }: { readonly bytes: number; readonly from: number; readonly to: number },
): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    const last = segmentsOf(bytes) - 1;
    for (let index = Math.floor(from / SEGMENT); index * SEGMENT <= to; index += 1) {
      const length = index === last ? bytes - index * SEGMENT + SEAL_OVERHEAD : SEALED_SEGMENT;
      const plain = segments.unseal(
        await readAt(handle, index * SEALED_SEGMENT, length),
        index,
        index === last ? 'last' : 'inner',
      );
      yield plain.subarray(Math.max(0, from - index * SEGMENT), to - index * SEGMENT + 1);
    }
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
