import type { KeyObject } from 'node:crypto';
import { seal, SEAL_OVERHEAD, unseal } from './seal.js';

/** Plain bytes of a segment; the last one may have fewer. */
export const SEGMENT = 65_536;
/** Bytes of a whole segment in the file. */
export const SEALED_SEGMENT = SEGMENT + SEAL_OVERHEAD;

/** What a segment is: one among others, the last of its file, or the loose end of a file that is not complete. */
export type SegmentKind = 'inner' | 'last' | 'loose';

/**
 * A file is sealed in segments, each for itself and bound to its place: any part can be read alone, a file can be written on after an
 * interruption, and neither needs memory for more than one segment. Left out, exchanged or cut off segments do not open.
 */
export class Segments {
  constructor(
    private readonly key: KeyObject,
    private readonly fileId: string,
  ) {}

  seal(plain: Uint8Array, index: number, kind: SegmentKind): Buffer {
    return seal(this.key, plain, this.#place(index, kind));
  }

  /** Throws where it is not this segment, or was broken. */
  unseal(sealed: Buffer, index: number, kind: SegmentKind): Buffer {
    return unseal(this.key, sealed, this.#place(index, kind));
  }

  #place(index: number, kind: SegmentKind): string {
    return `${this.fileId}:${index}:${kind}`;
  }
}

/** Segments of a file of so many plain bytes. */
export const segmentsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / SEGMENT));
