import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@xianjie/errors';
import {
  Checkpoint,
  decodeEvent,
  decodeFrame,
  eventTypeOf,
  fingerprint,
  lockedSchemas,
  ResendRequested,
  schemaById,
  schemaIdOf,
} from './index.js';
import { parseSchema } from './avro-types.js';
import { defineEvent } from './define-event.js';

const checkpoint = (change: Partial<Checkpoint> = {}): Checkpoint => ({
  service: 'lead-reporting',
  topic: 'lead-reporting.lead',
  partition: 3,
  everyMs: 10_000,
  streams: [{ key: 'lead-1', number: 9_007_199_254_740_993n }],
  ...change,
});

function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (isDomainError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an event type', () => {
  it('frames a value with 0 and its schema id', () => {
    const frame = Checkpoint.encode(checkpoint());
    expect(frame[0]).toBe(0);
    expect(schemaIdOf(frame)).toBe(Checkpoint.schemaId);
    expect(decodeFrame(frame).payload).toHaveLength(frame.length - 5);
  });

  it('reads what it wrote, longs exactly', () => {
    expect(Checkpoint.decode(Checkpoint.encode(checkpoint()))).toEqual(checkpoint());
    for (const number of [0n, -1n, 63n, 64n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)]) {
      const streams = [{ key: 'k', number }];
      expect(Checkpoint.decode(Checkpoint.encode(checkpoint({ streams }))).streams).toEqual(streams);
    }
  });

  it('writes a value larger than its scratch space, and smaller ones after it', () => {
    const streams = Array.from({ length: 20_000 }, (_, index) => ({
      key: `key-${index}`,
      number: BigInt(index),
    }));
    const large = checkpoint({ streams });
    expect(Checkpoint.decode(Checkpoint.encode(large))).toEqual(large);
    expect(Checkpoint.decode(Checkpoint.encode(checkpoint()))).toEqual(checkpoint());
  });

  it('gives each frame bytes of its own', () => {
    const first = Checkpoint.encode(checkpoint({ service: 'first' }));
    Checkpoint.encode(checkpoint({ service: 'other' }));
    expect(Checkpoint.decode(first).service).toBe('first');
  });

  it('names every field that does not fit', () => {
    const wrong = {
      ...checkpoint(),
      partition: 1.5,
      streams: [{ key: 'k', number: 7 }],
    } as unknown as Checkpoint;
    const error = refusal(() => Checkpoint.encode(wrong));
    expect(error).toMatchObject({ kind: 'invalid', code: 'contract.value-invalid' });
    expect(error.issues.map(({ field, message }) => [field, message])).toEqual([
      ['partition', 'must be int'],
      ['streams.0.number', 'must be long'],
    ]);
  });

  it.each([
    ['no value', undefined],
    ['null', null],
    ['a text', 'text'],
    ['a lone surrogate', checkpoint({ service: '\ud800' })],
    ['a lone surrogate in a long text', checkpoint({ service: `${'x'.repeat(100)}\udfff` })],
    ['a long over 64 bits', checkpoint({ streams: [{ key: 'k', number: 2n ** 63n }] })],
  ])('refuses %s', (_name, value) => {
    expect(refusal(() => Checkpoint.encode(value as Checkpoint)).code).toBe('contract.value-invalid');
  });

  it('does not repeat the value in its refusal', () => {
    const error = refusal(() => Checkpoint.encode({ ...checkpoint(), partition: 'secret' } as never));
    expect(JSON.stringify([error.message, error.zh, error.issues])).not.toContain('secret');
  });

  it('refuses a frame of another event', () => {
    const frame = ResendRequested.encode({ service: 'a', requestedBy: 'b', topic: 't', streams: [] });
    expect(refusal(() => Checkpoint.decode(frame)).code).toBe('contract.type-mismatch');
  });

  it('says at once when its schema is not in the lock file', () => {
    const event = defineEvent({
      type: 'x.v1.Y',
      topic: 'x.y',
      key: 'id',
      schemaId: 999_999,
      fingerprint: '',
    });
    expect(() => event.encode({ id: '1' })).toThrow('999999');
  });
});

/** A later and an earlier form of Checkpoint, under an id that the lock does not have. */
function written(
  change: (schema: { fields: object[] }) => void,
  value: object,
): { frame: Buffer; text: string } {
  const schema = JSON.parse(schemaById(Checkpoint.schemaId)?.schema ?? '') as { fields: object[] };
  change(schema);
  const text = JSON.stringify(schema);
  const payload = parseSchema(text).toBuffer(value);
  return { frame: Buffer.concat([Buffer.from([0, 0x7f, 0, 0, 9]), payload]), text };
}

describe('decodeEvent', () => {
  it('finds the event by the schema of the frame', () => {
    const decoded = decodeEvent(Checkpoint.encode(checkpoint()));
    expect(decoded).toMatchObject({ type: Checkpoint.type, event: Checkpoint, value: checkpoint() });
  });

  it('reads a version that this build does not know in the shape of its own', () => {
    const { frame, text } = written((schema) => schema.fields.unshift({ name: 'news', type: 'string' }), {
      ...checkpoint(),
      news: 'something',
    });
    expect(decodeEvent(frame, { schemaById: () => text }).value).toEqual(checkpoint());
  });

  it('waits for a schema that nobody knows yet', () => {
    const { frame } = written(() => {}, checkpoint());
    for (const options of [undefined, { schemaById: () => undefined }]) {
      expect(refusal(() => decodeEvent(frame, options))).toMatchObject({
        kind: 'unavailable',
        code: 'contract.schema-unknown',
      });
    }
  });

  it('follows an answer of schemaById that changes', () => {
    const { frame, text } = written(() => {}, checkpoint());
    expect(refusal(() => decodeEvent(frame, { schemaById: () => '{"type":"unheard"}' })).kind).toBe(
      'unavailable',
    );
    expect(decodeEvent(frame, { schemaById: () => text }).value).toEqual(checkpoint());
  });

  it('refuses a version that cannot be read in this shape', () => {
    const { frame, text } = written((schema) => schema.fields.shift(), checkpoint());
    expect(refusal(() => decodeEvent(frame, { schemaById: () => text })).code).toBe(
      'contract.schema-incompatible',
    );
  });

  it('reads an event that this build does not have as it was written', () => {
    const text = '{"type":"record","name":"far.v1.Away","fields":[{"name":"note","type":"string"}]}';
    const frame = Buffer.from([0, 0x7f, 0, 0, 8, 4, 0x68, 0x69]);
    expect(decodeEvent(frame, { schemaById: () => text })).toEqual({
      type: 'far.v1.Away',
      event: undefined,
      value: { note: 'hi' },
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['four bytes', Buffer.alloc(4)],
    ['another first byte', Buffer.from([1, 0, 0, 0, 1, 0])],
    ['over a megabyte', Buffer.alloc(1024 * 1024 + 1)],
  ])('refuses %s', (_name, frame) => {
    expect(refusal(() => decodeEvent(frame)).code).toBe('contract.bytes-malformed');
  });
});

describe('the locked schemas', () => {
  it('have the fingerprints that the lock says', () => {
    for (const locked of lockedSchemas) expect(fingerprint(locked.schema)).toBe(locked.fingerprint);
  });

  it('are the ones that the events write with', () => {
    for (const { subject, id } of lockedSchemas.toReversed()) {
      const event = eventTypeOf(subject);
      if (event && event.schemaId === id) expect(event.fingerprint).toBe(schemaById(id)?.fingerprint);
    }
    expect(eventTypeOf(Checkpoint.type)).toBe(Checkpoint);
    expect(eventTypeOf('constructor')).toBeUndefined();
  });
});

describe('fingerprint', () => {
  it('does not depend on documentation and the order of attributes', () => {
    const plain = '{"type":"record","name":"a.B","fields":[{"name":"c","type":"string"}]}';
    const other =
      '{"fields":[{"doc":"d","type":{"type":"string"},"name":"c"}],"namespace":"a","name":"B","type":"record"}';
    expect(fingerprint(other)).toBe(fingerprint(plain));
  });

  it('is that of the Avro specification', () => {
    // "int" is the canonical form of {"type":"int"}; its SHA-256 stands in the specification's own test data.
    expect(fingerprint('"int"')).toBe('3f2b87a9fe7cc9b13835598c3981cd45e3e355309e5090aa0933d7becb6fba45');
  });
});
