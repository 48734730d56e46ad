import type { Due, Period } from '@xianjie/calendar';
import type { Actor } from '@xianjie/identity';
import type { Certainty, Reading, Responsible, Text } from '@xianjie/statutes';

/** Where the statute lets a limit grow. */
export interface ExtensionRule {
  readonly key: string;
  /** The whole limit from its start; null where who approves names the day. */
  readonly to: readonly Period[] | null;
  readonly approvedBy: Text;
  readonly basis: string;
  readonly certainty: Certainty;
}

/** A limit as it stood on the day it began; a `ClockRule` of libs/statutes is one. */
export interface LimitRule {
  readonly key: string;
  readonly validFrom: string;
  readonly period: Period;
  readonly readings: readonly Reading[];
  readonly responsible: Responsible;
  readonly says: Text;
  readonly endsWith: Text;
  /** When the statute allows a suspension; null where it allows none. */
  readonly suspendedWhile: Text | null;
  /** In the order in which they may be taken. */
  readonly extensions: readonly ExtensionRule[];
  readonly basis: string;
  readonly certainty: Certainty;
}

/** What a clock runs for, in the service's own words: `{ kind: 'transfer', id: '0199…' }`. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

export type ClockState = 'RUNNING' | 'SUSPENDED' | 'STOPPED';

export interface Clock {
  readonly id: string;
  readonly subject: Subject;
  readonly rule: LimitRule;
  /** Who must act. */
  readonly agency: string;
  /** Who else learns of lateness. */
  readonly addressees: readonly string[];
  readonly state: ClockState;
  readonly startedAt: Date;
  readonly suspendedAt: Date | null;
  readonly stoppedAt: Date | null;
  /** Its end; null while it is suspended. */
  readonly due: Due | null;
  /** From this moment on it is late under every reading; null while it is suspended. */
  readonly lateAt: Date | null;
  /** Number of its last ledger entry. */
  readonly version: number;
}

/** `HALF` and `DAY_BEFORE` warn, `DUE` opens the last day (the last hour of a limit in hours), `LATE` says it was missed. */
export const alarmKinds = ['HALF', 'DAY_BEFORE', 'DUE', 'LATE'] as const;

export type AlarmKind = (typeof alarmKinds)[number];

export interface Alarm {
  readonly kind: AlarmKind;
  /** The moment it belongs to. */
  readonly at: Date;
}

export const entryKinds = [
  'STARTED',
  'SUSPENDED',
  'RESUMED',
  'EXTENDED',
  'STOPPED',
  'RECOMPUTED',
  'ALARM',
] as const;

export type EntryKind = (typeof entryKinds)[number];

/** What else an entry tells. */
export interface EntryDetails {
  /** Of an extension. */
  readonly extension?: string;
  /** Of an extension whose length the statute knows: the whole limit from its start. */
  readonly to?: readonly Period[];
  /** Of an extension to a day or moment that was named. */
  readonly until?: string;
  readonly approvedBy?: string;
  readonly documentNo?: string;
  readonly alarm?: AlarmKind;
}

/** One line of a clock's ledger. */
export interface LedgerEntry {
  readonly no: number;
  readonly kind: EntryKind;
  /** When it took effect. */
  readonly at: Date;
  readonly enteredAt: Date;
  /** By whom; null where nobody acted. */
  readonly agencyId: string | null;
  readonly officerId: string | null;
  readonly basis: string;
  readonly reason: string | null;
  readonly details: EntryDetails;
  /** The end before and after it; null where there was none. */
  readonly before: Due | null;
  readonly after: Due | null;
}

/** An act that moves a clock. */
export interface Act {
  /** When it took effect: a moment, or where the limit is counted in days the day (`2026-03-04`, in China). */
  readonly at: string | Date;
  /** Who did it; null where an event of another service did. */
  readonly by: Actor | null;
  /** The article; that of the rule where it is left out. */
  readonly basis?: string;
  readonly reason?: string;
}

/** The time as libs/service gives it. */
export interface TimeSource {
  now(): Date;
  /** ISO date in China. */
  today(): string;
}
