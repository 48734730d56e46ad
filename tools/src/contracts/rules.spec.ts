import { describe, expect, it } from '@jest/globals';
import type { AvscFile, Field, SchemaObject } from './avsc-file.js';
import { commonProblems, fileProblems } from './rules.js';

const field = (change: Partial<Field> = {}): Field => ({
  name: 'note',
  type: 'string',
  doc: 'A note.',
  ...change,
});

/** A schema without fault, and the one change the test is about. */
function avsc(
  schema: Partial<SchemaObject> & Record<string, unknown> = {},
  file: Partial<AvscFile> = {},
): AvscFile {
  return {
    path: 'schemas/lead-reporting/lead-noted.v1.avsc',
    service: 'lead-reporting',
    event: 'lead-noted',
    version: 1,
    schema: {
      type: 'record',
      name: 'LeadNoted',
      namespace: 'lead_reporting.v1',
      doc: 'A note was made.',
      topic: 'lead-reporting.lead',
      key: 'leadId',
      fields: [{ name: 'leadId', type: 'string' }, field()],
      ...schema,
    },
    ...file,
  };
}

const withField = (change: Partial<Field> & Record<string, unknown>) =>
  avsc({ fields: [{ name: 'leadId', type: 'string' }, field(change)] });
const withType = (type: unknown) => withField({ type: type as Field['type'] });
const rulesOf = (file: AvscFile, topics?: ReadonlySet<string>) =>
  fileProblems(file, topics).map(({ rule }) => rule);
const kind = { type: 'enum', name: 'Kind', doc: 'Kinds.', symbols: ['A', 'B'], default: 'A' };

describe('an event schema', () => {
  it('is accepted without fault', () => {
    expect(fileProblems(avsc(), new Set(['lead-reporting.lead']))).toEqual([]);
  });

  it.each<[string, AvscFile, string]>([
    ['that is no record', avsc({ type: 'enum', symbols: ['A'] }), 'event-record'],
    ['that has no fields', avsc({ fields: undefined } as never), 'event-record'],
    ['that is no object', { ...avsc(), schema: 'string' as never }, 'event-record'],
    ['with a name in camelCase', avsc({ name: 'leadNoted' }), 'event-name'],
    ['with a file of another name', avsc({}, { event: 'lead-note' }), 'file-name'],
    ['in the namespace of another service', avsc({ namespace: 'exam_exchange.v1' }), 'namespace'],
    ['in the namespace of another version', avsc({ namespace: 'lead_reporting.v2' }), 'namespace'],
    ['without a topic', avsc({ topic: undefined } as never), 'topic'],
    ['on the topic of another service', avsc({ topic: 'exam-exchange.patent' }), 'topic'],
    ['on every topic', avsc({ topic: '*' }), 'topic'],
    ['on a topic without aggregate', avsc({ topic: 'lead-reporting.' }), 'topic'],
    ['without a key', avsc({ key: undefined } as never), 'key'],
    ['with a key that is no field', avsc({ key: 'other' }), 'key'],
    ['with a key that is no text', avsc({ fields: [{ name: 'leadId', type: 'long' }] }), 'key'],
    [
      'with a key that may be null',
      avsc({ fields: [{ name: 'leadId', type: ['null', 'string'], default: null }] }),
      'key',
    ],
    ['without documentation', avsc({ doc: undefined } as never), 'doc'],
    ['with an attribute nobody knows', avsc({ topics: 'a' }), 'attribute'],
    ['with aliases, which would mix two events', avsc({ aliases: ['Other'] }), 'attribute'],
  ])('is refused %s', (_name, file, rule) => {
    expect(rulesOf(file)).toContain(rule);
  });

  it('is refused on a topic that nobody makes', () => {
    expect(rulesOf(avsc(), new Set(['other.topic']))).toEqual(['topic-unlisted']);
  });

  it('may go to every topic as part of messaging', () => {
    const file = avsc({ topic: '*', namespace: 'messaging.v1' }, { service: 'messaging' });
    expect(rulesOf(file)).toEqual([]);
  });

  it.each<[string, AvscFile, string]>([
    ['in PascalCase', withField({ name: 'Note' }), 'field-name'],
    ['without documentation', withField({ doc: '' }), 'doc'],
    ['with a misspelt attribute', withField({ deafult: 'x' }), 'attribute'],
    ['of money as double', withField({ name: 'fineAmount', type: 'double' }), 'money-float'],
    [
      'of money as float that may be null',
      withField({ name: 'priceFen', type: ['null', 'float'], default: null }),
      'money-float',
    ],
    ['that may be null without a default', withField({ type: ['null', 'string'] }), 'nullable'],
    ['that may be null, not first', withField({ type: ['string', 'null'], default: '' }), 'nullable'],
    ['whose default does not fit', withField({ default: 5 }), 'avro'],
    ['of an unknown type', withType('text'), 'avro'],
    ['of two kinds that look alike', withType(['int', 'long']), 'avro'],
    ['of an enum without default', withType({ ...kind, default: undefined }), 'enum-default'],
    ['of an enum without documentation', withType({ ...kind, doc: undefined }), 'doc'],
    ['of an enum with another attribute', withType({ ...kind, symbol: [] }), 'attribute'],
    ['of a date as text', withType({ type: 'string', logicalType: 'date' }), 'logical-type'],
    ['of an unknown logical type', withType({ type: 'string', logicalType: 'money' }), 'logical-type'],
    ['of items without bytes', withType({ type: 'array', items: 'null' }), 'empty-items'],
    ['that sounds personal', withField({ name: 'reporterPhone' }), 'personal-undeclared'],
    ['that is personal and readable', withField({ pii: true }), 'personal-clear'],
    ['with law but no basis', withField({ legal: { required: true } as never }), 'legal'],
    [
      'with law and something else',
      withField({ legal: { basis: '310 art 6', must: true } as never }),
      'legal',
    ],
  ])('is refused with a field %s', (_name, file, rule) => {
    expect(rulesOf(file)).toContain(rule);
  });

  it.each<[string, AvscFile]>([
    [
      'of a personal number, encrypted',
      withField({ name: 'reporterPhone', type: ['null', 'bytes'], default: null, pii: true }),
    ],
    ['that only sounds personal', withField({ name: 'birthplaceOfTheIdea', pii: false })],
    [
      'that the law requires',
      withField({ legal: { basis: 'State Council Order 310 art 6', required: true } }),
    ],
    ['of money in fen', withField({ name: 'fineFen', type: 'long' })],
    ['of an enum', withType(kind)],
    ['of a decimal', withType({ type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 })],
  ])('may have a field %s', (_name, file) => {
    expect(fileProblems(file)).toEqual([]);
  });

  it('is checked in its inner records too', () => {
    const inner = {
      type: 'record',
      name: 'Inner',
      doc: 'Inside.',
      fields: [{ name: 'Bad', type: 'string' }],
    };
    expect(rulesOf(withType({ type: 'array', items: inner }))).toEqual(['field-name', 'doc']);
  });
});

describe('schemas together', () => {
  it('may not give two events one name in code', () => {
    const other = avsc({ namespace: 'exam_exchange.v1' }, { service: 'exam-exchange', path: 'other' });
    expect(commonProblems([avsc(), other]).map(({ rule }) => rule)).toEqual(['export-name']);
    const second = avsc({ namespace: 'lead_reporting.v2' }, { version: 2, path: 'second' });
    expect(commonProblems([avsc(), second])).toEqual([]);
  });

  it('may not give one name two meanings', () => {
    const other = (symbols: string[]) =>
      avsc(
        { name: 'LeadOther', fields: [field({ type: { ...kind, symbols } as never })] },
        { path: 'other' },
      );
    expect(commonProblems([withType(kind), other(['A', 'B'])])).toEqual([]);
    expect(commonProblems([withType(kind), other(['A'])]).map(({ rule }) => rule)).toEqual(['two-meanings']);
  });
});
