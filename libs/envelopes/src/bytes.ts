import { refusal } from './refusals.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** 9999-12-31T23:59:59.999Z, the last moment that ISO 8601 writes with four digits of year. */
const LAST_MOMENT = 253_402_300_799_999;

/** Integers are big-endian; what has no fixed length has its length before it. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  raw(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }

  u8(value: number): this {
    return this.raw(Uint8Array.of(value));
  }

  moment(at: Date): this {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(at.getTime()));
    return this.raw(bytes);
  }

  /** At most 255 bytes. Throws DomainError `envelope.header`. */
  short(bytes: Uint8Array): this {
    if (bytes.length > 255) throw refusal('header');
    return this.u8(bytes.length).raw(bytes);
  }

  text(text: string): this {
    return this.short(Buffer.from(text, 'utf8'));
  }

  long(bytes: Uint8Array): this {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return this.raw(length).raw(bytes);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}

/** Reads what `ByteWriter` wrote. Everything throws DomainError `envelope.malformed` where the bytes end too early. */
export class ByteReader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get at(): number {
    return this.#at;
  }

  raw(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.bytes.length) throw refusal('malformed');
    const part = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  u8(): number {
    return this.raw(1)[0] ?? 0;
  }

  moment(): Date {
    const value = Buffer.from(this.raw(8)).readBigUInt64BE();
    if (value > LAST_MOMENT) throw refusal('malformed');
    return new Date(Number(value));
  }

  short(): Uint8Array {
    return this.raw(this.u8());
  }

  text(): string {
    try {
      return decoder.decode(this.short());
    } catch {
      throw refusal('malformed');
    }
  }

  long(): Uint8Array {
    return this.raw(Buffer.from(this.raw(4)).readUInt32BE());
  }

  /** Throws where something is left. */
  end(): void {
    if (this.#at !== this.bytes.length) throw refusal('malformed');
  }
}
