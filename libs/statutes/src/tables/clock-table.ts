import { type Period, PeriodSchema } from '@xianjie/calendar';
import { z } from 'zod';
import { ruleTable, type Text } from '../rule.js';
import type { TransferEvent } from './transfer-words.js';

/** Whose limit it is. `PARTY`: the party, the complainant, whoever files a request. */
export type Responsible = 'ADMIN' | 'ADMIN_HEAD' | 'POLICE' | 'PROC' | 'CNIPA' | 'PARTY';

/**
 * Events of the transfer machine that move a clock; a clock without them is moved by acts outside the machine. One that both starts and
 * stops it is a decision that must be told within the limit: it runs from the day of the decision until the decision is told.
 */
export interface ClockEvents {
  readonly start: readonly TransferEvent[];
  readonly stop: readonly TransferEvent[];
  readonly suspend?: readonly TransferEvent[];
  readonly resume?: readonly TransferEvent[];
}

export interface ClockParams {
  readonly period: Period;
  readonly responsible: Responsible;
  readonly startsWith: Text;
  readonly endsWith: Text;
  readonly events?: ClockEvents;
  /** When it may be suspended; absent where the statute knows no suspension. */
  readonly suspendedWhile?: Text;
  /** The last day is not moved over rest days: powers over people and things must not grow by a holiday. */
  readonly neverRoll?: true;
}

export const clockTable = (subject: Text) =>
  ruleTable<ClockParams>({
    subject,
    chosenBy: { zh: '期限起算日', en: 'the day the limit begins' },
    figures: z.strictObject({ period: PeriodSchema }),
  });
