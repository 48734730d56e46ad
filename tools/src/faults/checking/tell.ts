import type { Violation } from './check.js';
import type { Change, History } from './history.js';

/** The violations in a few lines, and the whole history of the first stream that differs. */
export function tell(violations: readonly Violation[], history: History): string {
  const shown = violations.slice(0, 20).map(({ kind, message }) => `  ${kind.padEnd(16)} ${message}`);
  const more = violations.length > shown.length ? [`  … and ${violations.length - shown.length} more`] : [];
  const stream = violations.find((each) => each.stream)?.stream;
  return [...shown, ...more, ...(stream === undefined ? [] : ['', ...tellStream(stream, history)])].join(
    '\n',
  );
}

/** What callers were told about a stream, what the producer holds, and what each consumer did, side by side. */
export function tellStream(stream: string, history: History): string[] {
  const numbers = (changes: readonly Change[]) =>
    changes
      .filter((change) => change.stream === stream)
      .map((change) => `#${change.number}·${change.token.slice(-6)}`)
      .join(' ') || '-';
  const told = (outcome: string) =>
    numbers(
      history.attempts.filter((attempt) => attempt.outcome === outcome).flatMap((attempt) => attempt.changes),
    );
  const parked = history.parked.filter((row) => row.stream === stream);
  return [
    `History of ${stream} (number·token):`,
    `  accepted       ${told('accepted')}`,
    `  unknown        ${told('unknown')}`,
    `  refused        ${told('refused')}`,
    `  producer       ${numbers(history.committed)}`,
    ...history.consumers.map(({ name, effects }) => `  ${name.padEnd(14)} ${numbers(effects)}`),
    ...parked.map(
      ({ consumer, reason, numbers: kept }) => `  parked at ${consumer}: ${kept.join(' ')} (${reason})`,
    ),
  ];
}
