import type { AvscFile, Problem } from './avsc-file.js';
import { subjectOf } from './avsc-file.js';
import { breaches } from './compatibility.js';
import { type Decision, type Need, needs } from './legal.js';
import { type Lock, LOCK_PATH, type LockEntry, lockProblems, versionsOf } from './lock.js';
import { commonProblems, fileProblems } from './rules.js';

/** BACKWARD_TRANSITIVE: the newest version of each event reads all before it. */
function compatibilityProblems(file: AvscFile, versions: readonly LockEntry[]): Problem[] {
  const newest = versions.at(-1);
  return versions.slice(0, -1).flatMap((old) =>
    breaches(old.schema, (newest as LockEntry).schema).map(({ rule, path, message }) => ({
      where: path ? `${file.path} ${path}` : file.path,
      rule,
      message: `Against version ${old.version}: ${message}`,
    })),
  );
}

/** What all steps in the history of an event need decided. */
function needsOf(subject: string, versions: readonly LockEntry[]): Need[] {
  return versions.flatMap((entry, index) => needs(subject, versions[index - 1]?.schema, entry.schema));
}

function retired(lock: Lock, files: readonly AvscFile[]): Need[] {
  const living = new Set(files.map(subjectOf));
  const gone = new Set(lock.schemas.map(({ subject }) => subject).filter((subject) => !living.has(subject)));
  return [...gone].map((about) => ({
    kind: 'event-retired' as const,
    about,
    message: `Its schema is in ${LOCK_PATH} and its file is gone: decide that nobody sends or awaits it any more.`,
  }));
}

function undecided(need: Need, decisions: readonly Decision[]): Problem | undefined {
  const { kind, about, message } = need;
  const decision = decisions.find((entry) => entry.kind === kind && entry.about === about);
  if (!decision) {
    return {
      where: about,
      rule: kind,
      message: `${message} Write it into schemas/decisions.md under ## \`${kind} ${about}\`.`,
    };
  }
  if (decision.missing.length === 0) return undefined;
  return {
    where: about,
    rule: kind,
    message: `Its entry in schemas/decisions.md lacks: ${decision.missing.join(', ')}.`,
  };
}

/** What is checked together. */
export interface Contracts {
  readonly files: readonly AvscFile[];
  /** With the versions that the files add. */
  readonly lock: Lock;
  readonly decisions: readonly Decision[];
  /** Those of deploy/topics.yaml, where it exists. */
  readonly topics?: ReadonlySet<string>;
}

/** Everything that forbids generating; empty where all is well. */
export function problemsOf({ files, lock, decisions, topics }: Contracts): Problem[] {
  const subjects = new Set(lock.schemas.map(({ subject }) => subject));
  const open = [...subjects].flatMap((subject) => needsOf(subject, versionsOf(lock, subject)));
  return [
    ...lockProblems(lock),
    ...commonProblems(files),
    ...files.flatMap((file) => fileProblems(file, topics)),
    ...files.flatMap((file) => compatibilityProblems(file, versionsOf(lock, subjectOf(file)))),
    ...[...open, ...retired(lock, files)].flatMap((need) => undecided(need, decisions) ?? []),
  ];
}
