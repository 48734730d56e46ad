const SEQUENCE = 0x30;
const INTEGER = 0x02;

export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The elements that lie one behind the other in `bytes`. Throws a RangeError where they are not DER. */
export function readDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const [start, length] = lengthAt(bytes, at + 1);
    if (start + length > bytes.length) throw new RangeError('DER ends too early');
    elements.push({ tag: bytes[at] ?? 0, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** Where the content starts and how long it is; lengths up to 65535. */
function lengthAt(bytes: Uint8Array, at: number): [start: number, length: number] {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
  if (first < 0x80) return [at + 1, first];
  if (first === 0x81) return [at + 2, second];
  if (first === 0x82) return [at + 3, second * 256 + third];
  throw new RangeError('DER length not supported');
}

/** r and s, 32 bytes each, as SEQUENCE of two INTEGER: GB/T 35276. */
export function signatureToDer(raw: Uint8Array): Uint8Array {
  const body = Buffer.concat([derInteger(raw.subarray(0, 32)), derInteger(raw.subarray(32, 64))]);
  return Buffer.concat([Uint8Array.of(SEQUENCE, body.length), body]);
}

/** r and s behind each other, or undefined where `der` is not exactly what `signatureToDer` writes: one signature has one form. */
export function signatureFromDer(der: Uint8Array): Uint8Array | undefined {
  try {
    const [outer] = readDer(der);
    const raw = Buffer.alloc(64);
    readDer(outer?.content ?? der).forEach(({ content }, index) => {
      const digits = content[0] === 0 ? content.subarray(1) : content;
      raw.set(digits, 32 * index + 32 - digits.length);
    });
    return Buffer.compare(signatureToDer(raw), der) === 0 ? raw : undefined;
  } catch {
    return undefined;
  }
}

function derInteger(value: Uint8Array): Uint8Array {
  let start = 0;
  while (start < value.length - 1 && value[start] === 0) start += 1;
  const digits = value.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Uint8Array.of(INTEGER, sign.length + digits.length, ...sign, ...digits);
}
