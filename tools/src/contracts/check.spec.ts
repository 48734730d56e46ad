import { describe, expect, it } from '@jest/globals';
import type { AvscFile, Field } from './avsc-file.js';
import { problemsOf } from './check.js';
import { readDecisions } from './legal.js';
import { append, type Lock, lockProblems, parseLock, printLock, rewritten } from './lock.js';

const nothing: Lock = { schemas: [] };

/** `LeadNoted` with these fields after its key. */
function avsc(fields: readonly Field[], change: Partial<AvscFile> = {}): AvscFile {
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
      fields: [{ name: 'leadId', type: 'string' }, ...fields],
    },
    ...change,
  };
}

const note = (change: Partial<Field> = {}): Field => ({
  name: 'note',
  type: 'string',
  doc: 'A note.',
  ...change,
});
const required = note({ legal: { basis: 'State Council Order 310 art 6', required: true } });
const secret = note({ name: 'suspect', type: ['null', 'bytes'], default: null, pii: true });

/** Problems after these forms of the event came one after another. */
function rulesAfter(history: readonly AvscFile[], decisions = ''): string[] {
  const lock = history.reduce((before, file) => append(before, [file]), nothing);
  return problemsOf({ files: history.slice(-1), lock, decisions: readDecisions(decisions) }).map(
    ({ rule }) => rule,
  );
}

const entry = (kind: string, about: string) =>
  `# Decisions\n\n## \`${kind} ${about}\`\n\n- Decided by: head of the office\n- On: 2026-11-23\n- Basis: article 1\n- Why: reasons\n`;
const FIELD = 'lead_reporting.v1.LeadNoted#note';
const SECRET = 'lead_reporting.v1.LeadNoted#suspect';

describe('the lock', () => {
  const first = append(nothing, [avsc([note()])]);

  it('stays as it is where nothing changed, and where only documentation did', () => {
    expect(append(first, [avsc([note()])])).toEqual(first);
    expect(append(first, [avsc([note({ doc: 'Better words.' })])])).toEqual(first);
  });

  it('gets a new version with the next id for a new text', () => {
    const second = append(first, [avsc([note(), note({ name: 'other', default: '' })])]);
    expect(second.schemas.map(({ id, version }) => [id, version])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(second.schemas[0]).toEqual(first.schemas[0]);
    expect(lockProblems(parseLock(printLock(second)))).toEqual([]);
  });

  const second = append(first, [avsc([])]);
  const changed = (change: (lock: { schemas: Record<string, unknown>[] }) => void) => {
    const lock = JSON.parse(printLock(second)) as { schemas: Record<string, unknown>[] };
    change(lock);
    return lock as unknown as Lock;
  };

  it.each<[string, Lock, string]>([
    [
      'a changed schema',
      changed(({ schemas }) => Object.assign(schemas[0]?.schema as object, { key: 'other' })),
      'lock-changed',
    ],
    ['a changed id', changed(({ schemas }) => Object.assign(schemas[1] as object, { id: 7 })), 'lock-ids'],
    [
      'a changed subject',
      changed(({ schemas }) => Object.assign(schemas[0] as object, { subject: 'other' })),
      'lock-changed',
    ],
    [
      'a changed version',
      changed(({ schemas }) => Object.assign(schemas[1] as object, { version: 3 })),
      'lock-versions',
    ],
    [
      'a changed fingerprint',
      changed(({ schemas }) => Object.assign(schemas[0] as object, { fingerprint: 'f' })),
      'lock-fingerprint',
    ],
    ['an entry that is gone', changed(({ schemas }) => schemas.shift()), 'lock-changed'],
    ['entries that changed places', changed(({ schemas }) => schemas.reverse()), 'lock-changed'],
  ])('is refused with %s', (_name, lock, rule) => {
    expect(lockProblems(lock).map((problem) => problem.rule)).toContain(rule);
  });

  it('may only grow compared with that of another commit', () => {
    expect(rewritten(first, second)).toEqual([]);
    expect(rewritten(second, first).map(({ rule }) => rule)).toEqual(['lock-rewritten']);
    expect(rewritten(second, append(nothing, [avsc([])])).map(({ rule }) => rule)).toEqual([
      'lock-rewritten',
      'lock-rewritten',
    ]);
  });
});

describe('compatibility', () => {
  it('holds with all versions, not only the last', () => {
    const other = note({ name: 'other', default: 'a' });
    expect(rulesAfter([avsc([other]), avsc([]), avsc([other])])).toEqual([]);
    expect(rulesAfter([avsc([other]), avsc([]), avsc([{ ...other, default: 'b' }])])).toEqual([
      'default-changed',
    ]);
  });
});

describe('the law', () => {
  it.each<[string, AvscFile[], string, string]>([
    ['a required field goes', [avsc([required]), avsc([])], 'legal-removed', FIELD],
    ['a required field is no longer required', [avsc([required]), avsc([note()])], 'legal-weakened', FIELD],
    [
      'a required field may be null',
      [avsc([required]), avsc([{ ...required, type: ['null', 'string'], default: null }])],
      'legal-weakened',
      FIELD,
    ],
    ['a personal field comes', [avsc([]), avsc([secret])], 'pii-added', SECRET],
    ['a new event has a personal field', [avsc([secret])], 'pii-added', SECRET],
    ['a field becomes personal', [avsc([{ ...secret, pii: false }]), avsc([secret])], 'pii-added', SECRET],
  ])('asks for a decision when %s', (_name, history, kind, about) => {
    expect(rulesAfter(history)).toEqual([kind]);
    expect(rulesAfter(history, entry(kind, about))).toEqual([]);
    expect(rulesAfter(history, entry(kind, 'lead_reporting.v1.LeadNoted#other'))).toEqual([kind]);
    expect(rulesAfter(history, entry(kind, about).replace('- Why: reasons', '- Why:'))).toEqual([kind]);
    expect(rulesAfter(history, `\`\`\`\n${entry(kind, about)}\n\`\`\``)).toEqual([kind]);
  });

  it('asks for a decision when a field is no longer personal', () => {
    const history = [avsc([secret]), avsc([{ ...secret, pii: false }])];
    expect(rulesAfter(history, entry('pii-added', SECRET))).toEqual(['pii-undeclared']);
    expect(rulesAfter(history, entry('pii-added', SECRET) + entry('pii-undeclared', SECRET))).toEqual([]);
  });

  it('goes on asking in later versions', () => {
    expect(rulesAfter([avsc([required]), avsc([]), avsc([note({ name: 'other', default: '' })])])).toEqual([
      'legal-removed',
    ]);
  });

  it('follows a required field through an alias', () => {
    expect(
      rulesAfter([avsc([required]), avsc([{ ...required, name: 'remark', aliases: ['note'] }])]),
    ).toEqual([]);
  });

  it('asks for a decision when an event goes', () => {
    const lock = append(nothing, [avsc([note()])]);
    const left = problemsOf({ files: [], lock, decisions: [] });
    expect(left.map(({ rule, where }) => [rule, where])).toEqual([
      ['event-retired', 'lead_reporting.v1.LeadNoted'],
    ]);
    const decided = readDecisions(entry('event-retired', 'lead_reporting.v1.LeadNoted'));
    expect(problemsOf({ files: [], lock, decisions: decided })).toEqual([]);
  });

  it('says where and what to write', () => {
    const lock = append(append(nothing, [avsc([required])]), [avsc([])]);
    const [problem] = problemsOf({ files: [avsc([])], lock, decisions: [] });
    expect(problem?.message).toContain('State Council Order 310 art 6');
    expect(problem?.message).toContain(`schemas/decisions.md under ## \`legal-removed ${FIELD}\``);
  });
});
