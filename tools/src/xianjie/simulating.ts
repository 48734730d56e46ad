import { type Manners, misbehaviours } from '../simulators/misbehaviour.js';
import type { Invocation } from './command.js';
import { UsageError } from './exit-code.js';

/** What the commands that play partner systems have in common. */

export const mannerOptions = {
  agency: { type: 'string' },
  misbehave: { type: 'string' },
  'slow-ms': { type: 'string' },
} as const;
export const mannerFlags = `[--agency ID] [--misbehave ${misbehaviours.join('|')}] [--slow-ms N]`;

type Options = Invocation['options'];

export function agencyOf(options: Options, usually: string): string {
  const { agency } = options;
  return typeof agency === 'string' ? agency : usually;
}

/** Throws UsageError. */
export function mannersOf(options: Options): Manners {
  const { misbehave, 'slow-ms': slow } = options;
  const slowMs = slow === undefined ? undefined : Number(slow);
  if (slowMs !== undefined && !(Number.isInteger(slowMs) && slowMs >= 0))
    throw new UsageError('--slow-ms takes a number of milliseconds');
  return {
    misbehave: misbehave === undefined ? undefined : choiceOf(misbehave, '--misbehave', misbehaviours),
    slowMs,
  };
}

/** One of the words that an option may have; the first unless told. Throws UsageError. */
export function choiceOf<W extends string>(given: unknown, option: string, words: readonly [W, ...W[]]): W {
  if (given === undefined) return words[0];
  const found = words.find((word) => word === given);
  if (found === undefined) throw new UsageError(`${option} takes ${words.join(' or ')}`);
  return found;
}

/** Resolves on Ctrl-C. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
