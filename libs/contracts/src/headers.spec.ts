import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EventEnvelope, malformedHeaders, readEnvelope, toHeaders } from './index.js';

const envelope = (change: Partial<EventEnvelope> = {}): EventEnvelope => ({
  id: '0192f0c0-0000-7000-8000-000000000001',
  source: '/xianjie/lead-reporting',
  type: 'lead_reporting.v1.LeadSubmitted',
  time: '2026-11-23T08:00:00.123Z',
  subject: 'lead-reporting.lead/线索-1',
  sequence: 2n,
  partitionKey: '线索-1',
  epoch: 0,
  previous: '0192f0c0-0000-7000-8000-000000000000',
  schemaFingerprint: 'a'.repeat(64),
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  ...change,
});

describe('the headers of an event', () => {
  it('are CloudEvents 1.0 in binary mode', () => {
    expect(toHeaders(envelope())).toEqual({
      ce_specversion: '1.0',
      ce_id: '0192f0c0-0000-7000-8000-000000000001',
      ce_source: '/xianjie/lead-reporting',
      ce_type: 'lead_reporting.v1.LeadSubmitted',
      ce_time: '2026-11-23T08:00:00.123Z',
      ce_subject: 'lead-reporting.lead/线索-1',
      ce_sequence: '2',
      ce_partitionkey: '线索-1',
      ce_epoch: '0',
      ce_previous: '0192f0c0-0000-7000-8000-000000000000',
      ce_schemafingerprint: 'a'.repeat(64),
      'content-type': 'application/avro',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    });
  });

  it('are read back as they were', () => {
    expect(readEnvelope(toHeaders(envelope()))).toEqual(envelope());
    const { previous: _previous, traceparent: _traceparent, ...first } = envelope({ sequence: 1n });
    expect(readEnvelope(toHeaders(first))).toEqual(first);
  });

  it('may be accompanied by others', () => {
    expect(readEnvelope({ ...toHeaders(envelope()), 'x-other': '\u0000' })).toEqual(envelope());
  });

  it('lose only a malformed traceparent', () => {
    for (const traceparent of ['', 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, 'a'.repeat(10_000)]) {
      const read = readEnvelope({ ...toHeaders(envelope()), traceparent });
      expect(read).toMatchObject({ id: envelope().id });
      expect(read).not.toHaveProperty('traceparent');
    }
  });
});

describe('malformed headers', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['ce_specversion', '0.3'],
    ['ce_id', ''],
    ['ce_id', 'no-uuid'],
    ['ce_id', '0192F0C0-0000-7000-8000-000000000001'],
    ['ce_source', 'xianjie'],
    ['ce_source', `/${'a'.repeat(128)}`],
    ['ce_type', 'LeadSubmitted; drop'],
    ['ce_type', `a${'.a'.repeat(200)}`],
    ['ce_time', '2026-11-23T08:00:00+08:00'],
    ['ce_time', '2026-02-30T08:00:00Z'],
    ['ce_time', '2026-11-23'],
    ['ce_subject', 'lead-reporting.lead/another'],
    ['ce_subject', `${'a'.repeat(800)}/线索-1`],
    ['ce_sequence', '0'],
    ['ce_sequence', '-1'],
    ['ce_sequence', '01'],
    ['ce_sequence', '1e3'],
    ['ce_sequence', '9223372036854775808'],
    ['ce_sequence', '9'.repeat(100_000)],
    ['ce_partitionkey', ''],
    ['ce_partitionkey', 'a\u0000b'],
    ['ce_partitionkey', 'a'.repeat(513)],
    ['ce_epoch', '-1'],
    ['ce_epoch', '1.5'],
    ['ce_epoch', '9999999999'],
    ['ce_previous', 'x'],
    ['ce_schemafingerprint', 'a'.repeat(63)],
    ['ce_schemafingerprint', 'A'.repeat(64)],
    ['content-type', 'application/json'],
  ];

  it.each(cases)('are no envelope: %s %j', (name, value) => {
    const headers = { ...toHeaders(envelope()), [name]: value };
    expect(readEnvelope(headers)).toBeUndefined();
    expect(malformedHeaders(headers)).toContain(name);
  });

  it('are named when they are missing', () => {
    const { traceparent: _traceparent, ce_previous: _previous, ...required } = toHeaders(envelope());
    for (const name of Object.keys(required)) {
      const headers: Record<string, string | undefined> = { ...required, [name]: undefined };
      expect(readEnvelope(headers)).toBeUndefined();
      expect(malformedHeaders(headers)).toContain(name);
    }
    expect(malformedHeaders({})).toHaveLength(11);
  });

  it('never make it throw', () => {
    const names = Object.keys(toHeaders(envelope()));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' })), (headers) => {
        const read = readEnvelope({ ...toHeaders(envelope()), ...headers });
        return read === undefined || read.sequence > 0n;
      }),
    );
  });
});
