import { existsSync, readFileSync } from 'node:fs';
import type { AvscFile, Problem, SchemaObject } from './avsc-file.js';
import { subjectOf } from './avsc-file.js';
import { fingerprintOf, lockText, sha256 } from './canonical.js';

export const LOCK_PATH = 'schemas/registry.lock.json';

/** One version of one event's schema. Entries are appended, never changed or taken away. */
export interface LockEntry {
  readonly id: number;
  readonly subject: string;
  readonly version: number;
  readonly topic: string;
  readonly key: string;
  /** SHA-256 of the schema's canonical form. */
  readonly fingerprint: string;
  /** SHA-256 over the entry before this one and this one's id, subject, version and schema: a changed past shows. */
  readonly chain: string;
  readonly schema: SchemaObject;
}

export interface Lock {
  readonly schemas: readonly LockEntry[];
}

const START = sha256('xianjie');

function chainOf(before: LockEntry | undefined, entry: Omit<LockEntry, 'chain'>): string {
  const { id, subject, version, schema } = entry;
  return sha256(JSON.stringify([before?.chain ?? START, id, subject, version, schema]));
}

export function readLock(path: string): Lock {
  return existsSync(path) ? parseLock(readFileSync(path, 'utf8')) : { schemas: [] };
}

export function parseLock(text: string): Lock {
  return JSON.parse(text) as Lock;
}

/** One line for each schema, so that a review sees exactly what was added. */
export function printLock(lock: Lock): string {
  const lines = lock.schemas.map(({ schema, ...rest }) => `    ${JSON.stringify({ ...rest, schema })}`);
  return `{\n  "schemas": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** What is wrong with the lock by itself: an entry that was changed, moved or taken out of the middle. */
export function lockProblems(lock: Lock): Problem[] {
  const problems: Problem[] = [];
  const versions = new Map<string, number>();
  lock.schemas.forEach((entry, index) => {
    const complain = (rule: string, message: string) =>
      problems.push({ where: `${LOCK_PATH} id ${entry.id}`, rule, message });
    if (entry.id !== index + 1) complain('lock-ids', `The entry in place ${index + 1} has id ${entry.id}.`);
    const version = (versions.get(entry.subject) ?? 0) + 1;
    versions.set(entry.subject, version);
    if (entry.version !== version) complain('lock-versions', `It is version ${version} of ${entry.subject}.`);
    if (entry.chain !== chainOf(lock.schemas[index - 1], entry)) {
      complain(
        'lock-changed',
        'Its schema was changed or an entry before it was. The lock is append-only: restore it from git.',
      );
    } else if (entry.fingerprint !== fingerprintOf(entry.schema)) {
      complain('lock-fingerprint', 'Its fingerprint is not that of its schema.');
    }
  });
  return problems;
}

/** What `now` changed or dropped of `base`, such as the lock of the main branch. */
export function rewritten(base: Lock, now: Lock): Problem[] {
  return base.schemas
    .filter((entry, index) => JSON.stringify(entry) !== JSON.stringify(now.schemas[index]))
    .map((entry) => ({
      where: `${LOCK_PATH} id ${entry.id}`,
      rule: 'lock-rewritten',
      message: `It was ${entry.subject} version ${entry.version} before; ids in use never change their meaning.`,
    }));
}

/** All versions of one event, oldest first. */
export function versionsOf(lock: Lock, subject: string): LockEntry[] {
  return lock.schemas.filter((entry) => entry.subject === subject);
}

export function latest(lock: Lock, subject: string): LockEntry | undefined {
  return versionsOf(lock, subject).at(-1);
}

/** The lock with a new version for each file whose schema is not its subject's latest. */
export function append(lock: Lock, files: readonly AvscFile[]): Lock {
  const schemas = [...lock.schemas];
  for (const file of files) {
    const subject = subjectOf(file);
    const text = lockText(file.schema);
    const last = latest({ schemas }, subject);
    if (last && JSON.stringify(last.schema) === text) continue;
    const entry = {
      id: schemas.length + 1,
      subject,
      version: (last?.version ?? 0) + 1,
      topic: file.schema.topic ?? '',
      key: file.schema.key ?? '',
      fingerprint: fingerprintOf(file.schema),
      schema: JSON.parse(text) as SchemaObject,
    };
    schemas.push({ ...entry, chain: chainOf(schemas.at(-1), entry) });
  }
  return { schemas };
}
