import { describe, expect, it } from '@jest/globals';
import {
  type ClockKey,
  clockRule,
  sayPeriod,
  statuteTables,
  transferTransitions,
  type TransferEvent,
} from '@xianjie/statutes';
import { limitOf, limitsStartedBy, limitsToldBy } from './clock-moves.js';

/** Limits of the procedure: which step of this service starts and stops each of them, or why none does. */

const DAY = '2026-03-02';
const ofTransfers = ['移送与刑事立案的期限', '立案监督与反向衔接的期限'];
const keys = statuteTables
  .filter(({ subject }) => ofTransfers.includes(subject.zh))
  .flatMap(({ rules }) => Object.keys(rules)) as ClockKey[];

/** Moved by no step of a transfer, with the reason. */
const elsewhere: Readonly<Record<string, string>> = {
  PENALTY_COPY_10D:
    'begins with a penalty in a case that was not transferred, and ends when its copies went out: `penalties`',
  PROC_INTERNAL_3WD:
    'runs between two departments of one procuratorate; neither tells the platform when it handed over',
};

/** Each limit as the law counts it: article by article, with the steps that begin and end it in the straight course. */
const limits: readonly (readonly [ClockKey, string, TransferEvent, TransferEvent])[] = [
  ['TRANSFER_APPROVAL_3D', '3 days', 'REPORT_SUBMITTED', 'APPROVED'],
  ['TRANSFER_24H', '24 hours', 'APPROVED', 'DELIVERED'],
  ['RECEIPT_24H', '24 hours', 'DELIVERED', 'RECEIPT_SIGNED'],
  ['MATERIALS_NOTICE_24H', '24 hours', 'RECEIPT_SIGNED', 'MATERIALS_INCOMPLETE'],
  ['SUPPLEMENT_3D', '3 days', 'MATERIALS_INCOMPLETE', 'SUPPLEMENTED'],
  ['FORWARD_24H', '24 hours', 'RECEIPT_SIGNED', 'FORWARDED'],
  ['POLICE_FILING_3D', '3 days', 'RECEIPT_SIGNED', 'FILED'],
  ['NOT_FILED_NOTICE_3D', '3 days', 'NOT_FILED', 'NOT_FILED'],
  ['EVIDENCE_HANDOVER_3D', '3 days', 'FILED', 'EVIDENCE_HANDED_OVER'],
  ['RECONSIDERATION_REQUEST_3D', '3 days', 'NOT_FILED', 'RECONSIDERATION_REQUESTED'],
  ['RECONSIDERATION_DECISION_3D', '3 days', 'RECONSIDERATION_REQUESTED', 'NOT_FILED_UPHELD'],
  ['SUPERVISION_SUGGESTION_3D', '3 days', 'NOT_FILED_UPHELD', 'SUPERVISION_SUGGESTED'],
  ['CASE_DROPPED_NOTICE_3D', '3 days', 'CASE_DROPPED', 'CASE_DROPPED'],
  ['PROC_EXPLAIN_7D', '7 days', 'REASONS_REQUESTED', 'REASONS_GIVEN'],
  ['PROC_INFORM_10D', '10 days', 'REASONS_ACCEPTED', 'REASONS_ACCEPTED'],
  ['PROC_FILING_15D', '15 days', 'FILING_ORDERED', 'FILED'],
  ['PROC_URGE_3M', '3 months', 'FILED', 'SENT_TO_PROSECUTION'],
  ['PROC_OVERDUE_EXPLAIN_7D', '7 days', 'DECISION_OVERDUE', 'NOT_YET_OVERDUE'],
  ['PROC_REVIEW_10WD', '10 working days', 'NON_PROSECUTION', 'OPINION_ISSUED'],
  ['PROC_OPINION_3D', '3 days', 'OPINION_ISSUED', 'OPINION_ISSUED'],
  ['REVERSE_REPLY_2M', '2 months', 'OPINION_ISSUED', 'RESULT_REPORTED'],
];

describe('the limits of transfers and their supervision', () => {
  it('are all moved by a step here, or named with the reason', () => {
    expect([...limits.map(([key]) => key), ...Object.keys(elsewhere)].sort()).toEqual([...keys].sort());
    for (const key of Object.keys(elsewhere)) expect([key, limitOf(key, DAY)]).toEqual([key, undefined]);
  });

  it.each(limits)('%s, %s: begins with %s, ends with %s', (key, period, start, stop) => {
    const { period: counted, events } = clockRule(key, DAY);
    expect(sayPeriod(counted).en).toBe(period);
    expect(events?.start).toContain(start);
    expect(events?.stop).toContain(stop);
    const begun =
      start === stop ? limitsToldBy(start, DAY) : limitsStartedBy(start, { filingOrdered: true }, DAY);
    expect(begun.map(({ rule }) => rule.key)).toContain(key);
    expect(limitOf(key, DAY)?.events.stop).toContain(stop);
  });

  it.each(limits)(
    '%s (%s) ends in no other state than those that its steps lead to',
    (_key, _period, start, stop) => {
      const known = new Set(transferTransitions.map(({ event }) => event));
      expect([known.has(start), known.has(stop)]).toEqual([true, true]);
    },
  );

  it('that a step must wait for or keep are limits that run', () => {
    const named = transferTransitions
      .flatMap(({ within, after }) => [within, after])
      .filter((key) => key !== undefined);
    const run = new Set<string>([...limits.map(([key]) => key), ...Object.keys(elsewhere)]);
    expect(named.filter((key) => !run.has(key))).toEqual([]);
  });
});
