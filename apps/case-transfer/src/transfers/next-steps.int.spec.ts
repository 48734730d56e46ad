import { describe, expect, it } from '@jest/globals';
import { transferTransitions } from '@xianjie/statutes';
import { begun, playAll, type Played, signedReport, toPolice } from './play.suite.js';
import {
  done,
  fang,
  head,
  police,
  proc,
  provincialPolice,
  refused,
  useService,
  wait,
  type Who,
  wu,
} from './transfers-rig.suite.js';
import type { NextStepsView, NextStepView } from './next-steps.views.js';

useService();

async function nextOf({ id }: Played, who: Who): Promise<NextStepView[]> {
  return (await done<NextStepsView>('GET', `/transfers/${id}/next`, who)).items;
}

const find = (items: readonly NextStepView[], step: string): NextStepView => {
  const found = items.find((item) => item.step === step);
  if (!found) throw new Error(`no ${step}`);
  return found;
};

const codes = ({ refusals }: NextStepView): string[] => refusals.map(({ code }) => code);

describe('the next steps', () => {
  it('are those of the table, in its order', async () => {
    const transfer = await begun();
    expect((await nextOf(transfer, wu)).map(({ step }) => step)).toEqual(
      transferTransitions.filter(({ from }) => from === 'TASK_FORCE').map(({ event }) => event),
    );
  });

  it('say that a report lacks its second signature until it is there', async () => {
    const transfer = await begun();
    const [documentId] = await signedReport(transfer, [wu]);
    const one = find(await nextOf(transfer, wu), 'REPORT_SUBMITTED');
    expect([one.role, codes(one), one.must]).toEqual(['OWN', ['report.signatures'], ['documents']]);
    await done('POST', `/transfers/${transfer.id}/signatures`, fang, { documentId });
    expect(codes(find(await nextOf(transfer, fang), 'REPORT_SUBMITTED'))).toEqual([]);
    expect(codes(find(await nextOf(transfer, head), 'REPORT_SUBMITTED'))).toEqual([
      'report.not-signed-by-you',
    ]);
  });

  it('leave the approval to the head, within three days of the report, and say what it starts', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED']);
    const forOfficer = find(await nextOf(transfer, wu), 'APPROVED');
    expect([forOfficer.role, codes(forOfficer)]).toEqual(['OWN', ['officer.not-head']]);
    const forHead = find(await nextOf(transfer, head), 'APPROVED');
    expect(codes(forHead)).toEqual([]);
    expect(forHead.within).toMatchObject({ key: 'TRANSFER_APPROVAL_3D', late: false });
    expect(forHead.within?.dueBy).toMatch(/^2026-/);
    expect(forHead.starts).toMatchObject([{ key: 'TRANSFER_24H', organ: 'ip-hangzhou' }]);
    expect(find(await nextOf(transfer, head), 'REJECTED_WITH_REASON').must).toEqual(['reasons']);
  });

  it('name no second delivery while one is under way', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
    expect(find(await nextOf(transfer, wu), 'DELIVERED')).toMatchObject({ route: 'DELIVERY', refusals: [] });
    expect(find(await nextOf(transfer, proc), 'DELIVERED')).toMatchObject({
      role: 'OTHER',
      refusals: [{ code: 'transfer.not-your-step' }],
    });
    const five = [
      'TRANSFER_LETTER',
      'INVESTIGATION_REPORT',
      'ARTICLE_LIST',
      'INSPECTION_OR_APPRAISAL',
      'OTHER',
    ];
    const missing = five.slice(1).map((kind) => ({ kind, reason: '随后补送' }));
    const letter = await done<{ id: string }>('POST', `/transfers/${transfer.id}/documents`, wu, {
      kind: 'TRANSFER_LETTER',
      name: '移送书.pdf',
      sha256: 'a'.repeat(64),
      bytes: 10,
    });
    await done('POST', `/transfers/${transfer.id}/deliveries`, wu, {
      documentNo: '1号',
      documents: [letter.id],
      missing,
    });
    expect(codes(find(await nextOf(transfer, wu), 'DELIVERED'))).toEqual(['delivery.under-way']);
  });

  it('say which limit must have passed before silence is reported', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    const early = find(await nextOf(transfer, wu), 'DECISION_OVERDUE');
    expect([codes(early), early.after?.key]).toEqual([['step.limit-not-over'], 'POLICE_FILING_3D']);
    wait(24 * 30);
    expect(codes(find(await nextOf(transfer, wu), 'DECISION_OVERDUE'))).toEqual([]);
  });

  it('let the agency register what a police organ of paper did, with its scan and who signed', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    const receipt = find(await nextOf(transfer, wu), 'RECEIPT_SIGNED');
    expect([receipt.role, receipt.organ, [...receipt.must].sort()]).toEqual([
      'REGISTER',
      'police-hangzhou',
      ['documents', 'officer'],
    ]);
    expect(receipt.starts.map(({ key }) => key)).toContain('POLICE_FILING_3D');
    expect(find(await nextOf(transfer, police), 'RECEIPT_SIGNED')).toMatchObject({
      role: 'OWN',
      must: [],
      refusals: [],
    });
  });

  it('offer the extensions of the limit that runs, and the organs to forward to', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    const { choices } = find(await nextOf(transfer, police), 'FORWARDED');
    expect(choices.map(({ id }) => id)).toContain(provincialPolice.agency);
    expect(choices.map(({ id }) => id)).not.toContain(police.agency);
    await playAll(transfer, ['REVIEW_STARTED']);
    const extended = find(await nextOf(transfer, police), 'REVIEW_EXTENDED').extensions;
    expect(extended.map(({ key }) => key)).toEqual([
      'POLICE_EXTENDED_10D',
      'POLICE_EXTENDED_30D',
      'POLICE_EXTENDED_60D',
    ]);
  });

  it('let only an ordered case be urged', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED', 'FILED', 'EVIDENCE_HANDED_OVER']);
    expect(codes(find(await nextOf(transfer, proc), 'URGED_BY_PROC'))).toEqual([
      'step.not-ordered',
      'step.limit-not-over',
    ]);
  });

  it('are nothing for who may not see the draft, or has left', async () => {
    const transfer = await begun();
    expect(await refused('GET', `/transfers/${transfer.id}/next`, proc)).toEqual([404, 'transfer.unknown']);
    await playAll(transfer, ['REPORT_SUBMITTED', 'PROC_OPINION_TO_TRANSFER']);
    expect(await nextOf(transfer, proc)).toEqual([]);
    await playAll(transfer, ['APPROVED', 'DELIVERED', 'RECEIPT_SIGNED', 'FORWARDED']);
    expect(await nextOf(transfer, police)).toEqual([]);
  });
});

describe('the counts of a board', () => {
  it('are by the state that the caller sees', async () => {
    const before = await counts(proc);
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'PROC_OPINION_TO_TRANSFER']);
    expect((await counts(proc)).UNDECIDED).toBe((before.UNDECIDED ?? 0) + 1);
    expect((await counts(proc)).AWAIT_APPROVAL).toBe(before.AWAIT_APPROVAL);
    await playAll(transfer, ['APPROVED']);
    expect((await counts(wu)).AWAIT_DELIVERY).toBeGreaterThan(0);
  });

  it('tell how many are late', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED']);
    const { items } = await done<{ items: { state: string; late: number }[] }>(
      'GET',
      '/transfers/counts',
      wu,
    );
    const now = items.find(({ state }) => state === 'AWAIT_APPROVAL')?.late ?? 0;
    wait(24 * 30);
    const later = await done<{ items: { state: string; late: number }[] }>('GET', '/transfers/counts', wu);
    expect(later.items.find(({ state }) => state === 'AWAIT_APPROVAL')?.late).toBeGreaterThan(now);
  });
});

async function counts(who: Who): Promise<Partial<Record<string, number>>> {
  const { items } = await done<{ items: { state: string; count: number }[] }>(
    'GET',
    '/transfers/counts',
    who,
  );
  return Object.fromEntries(items.map(({ state, count }) => [state, count]));
}
