import { describe, expect, it } from '@jest/globals';
import { begun, playAll, toPolice } from './play.suite.js';
import {
  call,
  countOf,
  db,
  json,
  page,
  police,
  refused,
  setTime,
  useService,
  wait,
  wu,
} from './transfers-rig.suite.js';

useService();

describe('a repeat', () => {
  it('under the same number changes nothing; the number names no other step', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    const path = `/transfers/${transfer.id}/steps`;
    const receipt = {
      step: 'RECEIPT_SIGNED',
      externalNo: `杭公收-${transfer.id}`,
      documentNo: '杭公回〔2026〕1号',
    };
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', path, police, receipt)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect((await call('POST', path, police, receipt)).status).toBe(200);
    expect(await countOf('transfer_step', `transfer_id = '${transfer.id}' AND step = 'RECEIPT_SIGNED'`)).toBe(
      1,
    );
    expect(await refused('POST', path, police, { ...receipt, documentNo: '2号' })).toEqual([
      409,
      'step.number-used',
    ]);
  });

  it('of two at once one is taken, and the other is told the newer state', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    const { version } = await page(transfer.id, police);
    const path = `/transfers/${transfer.id}/steps`;
    const decide = (step: string) =>
      call('POST', path, police, { step, version, documentNo: '1号', reasons: '理由' });
    const answers = await Promise.all([decide('FILED'), decide('NOT_FILED')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const stale = answers.find(({ status }) => status === 409);
    expect(stale?.headers.get('link')).toBe(`</transfers/${transfer.id}>; rel="latest-version"`);
    expect(await json(stale as Response)).toMatchObject({ code: 'transfer.changed' });
  });
});

describe('what was taken', () => {
  it('is never changed', async () => {
    const { id } = await begun();
    for (const table of ['transfer_step', 'procuratorate_copy']) {
      await expect(db.manager.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
    }
    await expect(
      db.manager.query(`UPDATE transfer_step SET reasons = 'x' WHERE transfer_id = $1`, [id]),
    ).rejects.toThrow('append-only');
    await expect(db.manager.query('DELETE FROM transfer_step WHERE transfer_id = $1', [id])).rejects.toThrow(
      'append-only',
    );
  });

  it('is in the audit trail and in the log, step by step', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    expect(await countOf('audit_entry', `subject_id = '${transfer.id}' AND act = 'transfer.take-step'`)).toBe(
      4,
    );
    expect(await countOf('event', `stream_id = 'case-transfer.transfer/${transfer.id}'`)).toBe(5);
  });

  it('holds no citizen number in its fields', async () => {
    const { id } = await begun();
    const reasons = '当事人身份证号11010519491231002X';
    expect(await refused('POST', `/transfers/${id}/steps`, wu, { step: 'NEW_EVIDENCE', reasons })).toEqual([
      400,
      'input.invalid',
    ]);
  });
});

describe('limits', () => {
  it('are read both ways: the earlier day is worked by, the later one is late', async () => {
    setTime('2026-03-05T02:00:00Z'); // a Thursday
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED']);
    const { clocks, dueAt, dueKey } = await page(transfer.id, wu);
    expect([dueAt, dueKey]).toEqual(['2026-03-09T16:00:00.000Z', 'TRANSFER_APPROVAL_3D']);
    expect(clocks.at(-1)).toMatchObject({ dueBy: '2026-03-09', lateAfter: '2026-03-10', meaning: 'DUTY' });
  });

  it('that pass change no state', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    wait(24 * 60);
    expect(await page(transfer.id, police)).toMatchObject({
      state: 'RECEIVED',
      late: true,
      dueKey: 'POLICE_FILING_3D',
      dueOrgan: 'police-hangzhou',
    });
    await playAll(transfer, ['FILED']);
  });

  it('grow as the statute lets them, in its order', async () => {
    setTime('2026-03-02T01:00:00Z');
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED', 'REVIEW_STARTED', 'REVIEW_EXTENDED', 'REVIEW_EXTENDED']);
    const clock = async () =>
      (await page(transfer.id, wu)).clocks.find(({ key }) => key === 'POLICE_FILING_3D');
    expect(await clock()).toMatchObject({ dueBy: '2026-04-01' });
    const extend = (key: string) => ({
      step: 'REVIEW_EXTENDED',
      reasons: '案情复杂',
      extension: { key, approvedBy: '市局负责人' },
    });
    const path = `/transfers/${transfer.id}/steps`;
    expect(await refused('POST', path, police, extend('POLICE_EXTENDED_10D'))).toEqual([
      409,
      'clock.extension-taken',
    ]);
    expect(await refused('POST', path, police, extend('SEIZURE_EXTENDED_60D'))).toEqual([
      400,
      'step.extension-unknown',
    ]);
    await playAll(transfer, ['REVIEW_EXTENDED']);
    expect(await clock()).toMatchObject({ dueBy: '2026-05-06' });
  });

  it('let nobody say too early that they have passed', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    expect(
      await refused('POST', `/transfers/${transfer.id}/steps`, wu, { step: 'DECISION_OVERDUE' }),
    ).toEqual([409, 'step.limit-not-over']);
  });

  it('run no more once the transfer is closed', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'REJECTED_WITH_REASON', 'RESULT_REPORTED']);
    const { clocks, dueAt, closedOn } = await page(transfer.id, wu);
    expect([clocks.every(({ state }) => state === 'STOPPED'), dueAt]).toEqual([true, null]);
    expect(closedOn).not.toBeNull();
  });
});
