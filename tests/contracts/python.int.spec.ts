import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventType, schemaById } from '@xianjie/contracts';
import fc from 'fast-check';
import { eventsWithSchemas, valuesOf } from './event-arbitrary.js';
import { type Answer, askPython, preparePython } from './python-client.js';
import { startRegistry } from './registry-server.js';

const RUNS = 50;
const lacking = preparePython();
if (lacking !== undefined) {
  if (process.env['REQUIRE_PYTHON'] === '1')
    throw new Error(`REQUIRE_PYTHON=1, and Python cannot be had: ${lacking}`);
  console.warn(`SKIPPED: Confluent's Python client is not tried, because Python cannot be had: ${lacking}`);
}

interface Sample {
  readonly event: EventType;
  readonly value: unknown;
}

/** Python's JSON with numbers of any size as text, so that longs compare exactly. */
function exact(line: string): unknown {
  const read = JSON.parse(line, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? `number ${context?.source}` : value,
  ) as { value: unknown };
  return read.value;
}

function expected(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'number') return `number ${value}`;
  if (Buffer.isBuffer(value)) return { $bytes: value.toString('hex') };
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expected(inner)]));
}

(lacking === undefined ? describe : describe.skip)("Confluent's Python client", () => {
  const samples: Sample[] = eventsWithSchemas().flatMap(({ event, locked }) =>
    fc.sample(valuesOf(locked), { numRuns: RUNS, seed: 11 }).map((value) => ({ event, value })),
  );
  let answers: Answer[] = [];
  let fingerprints: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    const registry = await startRegistry();
    try {
      const cases = samples.map(({ event, value }) => ({
        type: event.type,
        topic: event.topic === '*' ? 'lead-reporting.lead' : event.topic,
        frame: event.encode(value).toString('base64'),
      }));
      ({ answers, fingerprints } = await askPython(registry.url, cases));
    } finally {
      await registry.stop();
    }
  }, 120_000);

  afterAll(() => expect(answers).toHaveLength(samples.length));

  const each = eventsWithSchemas().map(({ event }) => [event.type, event] as const);
  const of = (event: EventType) =>
    samples.flatMap((sample, index) =>
      sample.event === event ? [{ ...sample, answer: answers[index] as Answer }] : [],
    );

  it.each(each)('reads %s', (_type, event) => {
    expect(of(event)).toHaveLength(RUNS);
    for (const { value, answer } of of(event)) expect(exact(answer.line)).toEqual(expected(value));
  });

  it.each(each)('writes %s so that we read it', (_type, event) => {
    for (const { value, answer } of of(event)) {
      expect(answer.frames).toHaveLength(2);
      for (const frame of answer.frames) expect(event.decode(Buffer.from(frame, 'base64'))).toEqual(value);
    }
  });

  it('computes the same fingerprints', () => {
    expect(Object.keys(fingerprints)).toHaveLength(each.length);
    for (const [id, fingerprint] of Object.entries(fingerprints)) {
      expect(fingerprint).toBe(schemaById(Number(id))?.fingerprint);
    }
  });
});
