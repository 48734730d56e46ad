import { afterEach, describe, expect, it } from '@jest/globals';
import type { TransferEvent } from '@xianjie/statutes';
import { begun, playAll, type Played, take } from './play.suite.js';
import { now, page, police, proc, setTime, useService, wait, type Who, wu } from './transfers-rig.suite.js';

useService();
afterEach(() => setTime('2026-03-02T01:00:00Z'));

const delivered = ['REPORT_SUBMITTED', 'APPROVED', 'DELIVERED'] as const;
const received = [...delivered, 'RECEIPT_SIGNED'] as const;
const refusedByPolice = [...received, 'NOT_FILED'] as const;
const explained = [
  ...refusedByPolice,
  'SUPERVISION_SUGGESTED',
  'REASONS_REQUESTED',
  'REASONS_GIVEN',
] as const;
const prosecuted = [...received, 'FILED', 'EVIDENCE_HANDED_OVER', 'SENT_TO_PROSECUTION'] as const;

async function played(history: readonly TransferEvent[]): Promise<Played> {
  const transfer = await begun();
  await playAll(transfer, history);
  return transfer;
}

/** The last clock of that key. */
const clockOf = async ({ id }: Played, key: string) =>
  (await page(id, proc)).clocks.filter((clock) => clock.key === key).at(-1);

/** What came before; the step that begins the limit; the steps of which the last one ends it. */
const courses: readonly (readonly [
  string,
  readonly TransferEvent[],
  TransferEvent,
  readonly TransferEvent[],
])[] = [
  ['TRANSFER_24H', ['REPORT_SUBMITTED'], 'APPROVED', ['DELIVERED']],
  ['RECEIPT_24H', ['REPORT_SUBMITTED', 'APPROVED'], 'DELIVERED', ['RECEIPT_SIGNED']],
  ['MATERIALS_NOTICE_24H', delivered, 'RECEIPT_SIGNED', ['MATERIALS_INCOMPLETE']],
  ['SUPPLEMENT_3D', received, 'MATERIALS_INCOMPLETE', ['SUPPLEMENTED']],
  ['FORWARD_24H', delivered, 'RECEIPT_SIGNED', ['FORWARDED']],
  ['POLICE_FILING_3D', delivered, 'RECEIPT_SIGNED', ['FILED']],
  ['EVIDENCE_HANDOVER_3D', received, 'FILED', ['EVIDENCE_HANDED_OVER']],
  ['RECONSIDERATION_REQUEST_3D', received, 'NOT_FILED', ['RECONSIDERATION_REQUESTED']],
  ['RECONSIDERATION_DECISION_3D', refusedByPolice, 'RECONSIDERATION_REQUESTED', ['NOT_FILED_UPHELD']],
  ['SUPERVISION_SUGGESTION_3D', received, 'NOT_FILED', ['SUPERVISION_SUGGESTED']],
  ['PROC_EXPLAIN_7D', [...refusedByPolice, 'SUPERVISION_SUGGESTED'], 'REASONS_REQUESTED', ['REASONS_GIVEN']],
  ['PROC_FILING_15D', explained, 'FILING_ORDERED', ['FILED']],
  [
    'PROC_URGE_3M',
    [...explained, 'FILING_ORDERED'],
    'FILED',
    ['EVIDENCE_HANDED_OVER', 'SENT_TO_PROSECUTION'],
  ],
  ['PROC_OVERDUE_EXPLAIN_7D', received, 'DECISION_OVERDUE', ['NOT_YET_OVERDUE']],
  ['PROC_REVIEW_10WD', prosecuted, 'NON_PROSECUTION', ['OPINION_ISSUED']],
  [
    'REVERSE_REPLY_2M',
    [...prosecuted, 'NON_PROSECUTION'],
    'OPINION_ISSUED',
    ['DISPOSED_ADMINISTRATIVELY', 'RESULT_REPORTED'],
  ],
];

describe('a limit', () => {
  it('TRANSFER_APPROVAL_3D runs from the report to the decision', async () => {
    const transfer = await played(['REPORT_SUBMITTED']);
    const clock = async () =>
      (await page(transfer.id, wu)).clocks.find(({ key }) => key === 'TRANSFER_APPROVAL_3D');
    expect(await clock()).toMatchObject({ state: 'RUNNING' });
    await playAll(transfer, ['APPROVED']);
    expect(await clock()).toMatchObject({ state: 'STOPPED' });
  });

  it.each(courses)('%s runs after %j from %s until the last of %j', async (key, before, start, stop) => {
    const transfer = await played(before);
    const ran = (await page(transfer.id, proc).catch(() => ({ clocks: [] }))).clocks.filter(
      (clock) => clock.key === key,
    );
    expect(ran.filter(({ state }) => state === 'RUNNING')).toEqual([]);
    await playAll(transfer, [start]);
    expect(await clockOf(transfer, key)).toMatchObject({ key, state: 'RUNNING' });
    await playAll(transfer, stop);
    expect(await clockOf(transfer, key)).toMatchObject({ key, state: 'STOPPED' });
  });
});

/** A decision that is told five days, or twelve, after it was made. */
const tellings: readonly (readonly [string, readonly TransferEvent[], TransferEvent, () => Who, number])[] = [
  ['NOT_FILED_NOTICE_3D', received, 'NOT_FILED', () => police, 5],
  ['CASE_DROPPED_NOTICE_3D', [...received, 'FILED'], 'CASE_DROPPED', () => police, 5],
  ['PROC_INFORM_10D', explained, 'REASONS_ACCEPTED', () => proc, 12],
  ['PROC_OPINION_3D', [...prosecuted, 'NON_PROSECUTION'], 'OPINION_ISSUED', () => proc, 5],
];

describe('a decision that must be told', () => {
  const tell = async (history: readonly TransferEvent[], step: TransferEvent, who: Who, days: number) => {
    const transfer = await played(history);
    wait(24 * (days + 1));
    const effectiveAt = new Date(now().getTime() - days * 86_400_000).toISOString();
    await take(transfer.id, who, { step, documentNo: '某字〔2026〕9号', reasons: '理由', effectiveAt });
    return transfer;
  };

  it.each(tellings)('late is late before all (%s)', async (key, history, step, who, days) => {
    const transfer = await tell(history, step, who(), days);
    expect(await clockOf(transfer, key)).toMatchObject({ state: 'STOPPED', late: true });
  });

  it.each(tellings)('in time is not (%s)', async (key, history, step, who) => {
    const transfer = await tell(history, step, who(), 1);
    expect(await clockOf(transfer, key)).toMatchObject({ state: 'STOPPED', late: false });
  });

  it('at once needs no clock', async () => {
    const transfer = await played(refusedByPolice);
    expect(await clockOf(transfer, 'NOT_FILED_NOTICE_3D')).toBeUndefined();
  });
});
