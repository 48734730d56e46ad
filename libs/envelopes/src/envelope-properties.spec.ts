import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@xianjie/errors';
import fc from 'fast-check';
import { open, seal } from './index.js';
import { expected, flipped, message, NOW, parties, refusalOf, SUITES } from './two-parties.suite.js';

/** Every bit; in SM, which is slow, some bits of every byte. */
const STEP = { SM: 5, INTL: 1 } as const;

const printable = fc.stringMatching(/^[\x20-\x7e]{1,255}$/);

/** Neither accepted nor anything but a DomainError. */
async function isRefused(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => false,
    (error: unknown) => isDomainError(error),
  );
}

describe.each(SUITES)('in %s', (suite) => {
  const { us, police } = parties(suite);
  const inClear = parties(suite, { encrypt: false });

  it('what is sealed opens, and is the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        printable,
        printable,
        async (content, context, contentType) => {
          for (const [from, to] of [
            [us, police],
            [inClear.us, inClear.police],
          ] as const) {
            const sealed = await seal(from, content, message({ context, contentType }));
            const opened = await open(to, sealed, expected({ context }));
            if (Buffer.compare(opened.content, content) !== 0 || opened.contentType !== contentType)
              return false;
          }
          return true;
        },
      ),
      { numRuns: 200 },
    );
  });

  it('an envelope with any bit turned is refused', async () => {
    for (const [from, to] of [
      [us, police],
      [inClear.us, inClear.police],
    ] as const) {
      const sealed = await seal(from, Buffer.from('线索 1'), message());
      const accepted: number[] = [];
      for (let bit = 0; bit < sealed.length * 8; bit += STEP[suite]) {
        if (!(await isRefused(open(to, flipped(sealed, bit), expected())))) accepted.push(bit);
      }
      expect(accepted).toEqual([]);
    }
  });

  it('what is encrypted does not open with any bit turned, or bound to anything else', async () => {
    const sealer = us.sealer(us.partner('police'), NOW);
    const opener = police.opener('police-encrypt', NOW, NOW);
    const bound = Buffer.from('bound');
    const sealed = await sealer.seal(Buffer.from('x'), bound);
    for (const part of ['key', 'nonce', 'ciphertext'] as const) {
      for (let bit = 0; bit < sealed[part].length * 8; bit += STEP[suite]) {
        const bad = { ...sealed, [part]: flipped(sealed[part], bit) };
        expect(await opener.open(bad, bound)).toBeUndefined();
      }
    }
    expect(await opener.open(sealed, Buffer.from('bounD'))).toBeUndefined();
    expect(await opener.open(sealed, bound)).toEqual(new Uint8Array(Buffer.from('x')));
  });

  it('an envelope that was cut anywhere is refused', async () => {
    const sealed = await seal(us, Buffer.from('线索 1'), message());
    for (let length = 0; length < sealed.length; length += 1) {
      expect(await refusalOf(open(police, sealed.subarray(0, length), expected()))).toMatch(/envelope/);
    }
  });
});

describe('garbage', () => {
  const { police } = parties('SM');
  const beginning = fc.constantFrom('', 'XJE', 'XJE\x01', 'XJE\x01\x01\x01', 'XJE\x01\x02\x00');

  it('is refused with a DomainError, and at once', async () => {
    const started = performance.now();
    await fc.assert(
      fc.asyncProperty(beginning, fc.uint8Array({ maxLength: 2000 }), async (start, rest) => {
        return isRefused(open(police, Buffer.concat([Buffer.from(start, 'latin1'), rest]), expected()));
      }),
      { numRuns: 10_000 },
    );
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('of any length is refused before it is read', async () => {
    for (const byte of [0, 1, 0x58, 0xff]) {
      const huge = new Uint8Array(64 * 1024 * 1024).fill(byte);
      const started = performance.now();
      expect(await refusalOf(open(police, huge, expected()))).toBe('invalid envelope.too-long');
      expect(performance.now() - started).toBeLessThan(200);
    }
  });
});
