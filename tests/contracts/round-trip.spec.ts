import { describe, expect, it } from '@jest/globals';
import { decodeEvent, eventTypeOf, lockedSchemas, type LockedSchema } from '@xianjie/contracts';
import avro from 'avsc';
import fc from 'fast-check';
import { eventsWithSchemas, valuesOf, within53Bits } from './event-arbitrary.js';

const events = eventsWithSchemas();

/** A frame as a producer of that version writes it; avsc by itself knows no bigint. */
function writtenWith(locked: LockedSchema, value: unknown): Buffer {
  const numbers = JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)),
    revived,
  );
  const payload = avro.Type.forSchema(JSON.parse(locked.schema) as avro.Schema).toBuffer(numbers);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(locked.id, 1);
  return Buffer.concat([header, payload]);
}

function revived(_key: string, value: unknown): unknown {
  const isBuffer =
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Buffer' &&
    'data' in value;
  return isBuffer ? Buffer.from(value.data as number[]) : value;
}

describe('every event', () => {
  it('is there', () => {
    expect(events.map(({ event }) => event.type)).toContain('lead_reporting.v1.LeadSubmitted');
  });

  it.each(events.map(({ event, locked }) => [event.type, event, locked] as const))(
    '%s is read as it was written',
    (type, event, locked) => {
      fc.assert(
        fc.property(valuesOf(locked), (value) => {
          const frame = event.encode(value);
          expect(event.decode(frame)).toEqual(value);
          expect(decodeEvent(frame).type).toBe(type);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('reads what every locked version wrote, in the shape of the newest', () => {
    for (const locked of lockedSchemas) {
      const event = eventTypeOf(locked.subject);
      if (!event) continue;
      for (const value of fc.sample(valuesOf(locked), { numRuns: 20, seed: 3 })) {
        const read: unknown = event.decode(writtenWith(locked, within53Bits(value)));
        expect(event.decode(event.encode(read))).toEqual(read);
        if (event.schemaId === locked.id) expect(read).toEqual(within53Bits(value));
      }
    }
  });
});
