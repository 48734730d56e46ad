import { describe, expect, it } from '@jest/globals';
import { newId } from '@xianjie/identifiers';
import { Clock } from '@xianjie/service';
import { begun, playAll } from '../transfers/play.suite.js';
import {
  cases,
  countOf,
  db,
  done,
  proc,
  refused,
  service,
  setTime,
  shenzhen,
  suspect,
  suspicion,
  useService,
  wait,
  wu,
} from '../transfers/transfers-rig.suite.js';
import { ClockAlarms } from '../transfers/clock-alarms.js';
import { TransferAlarmJob } from '../transfers/clock.jobs.js';
import { decide, penalised as penalise } from './penalty-rig.suite.js';

useService();

interface Shown {
  readonly decisionId: string;
  readonly sentOn: string | null;
  readonly version: number;
  readonly clock: {
    readonly state: string;
    readonly lateAfter: string;
    readonly late: boolean;
    readonly organ: string;
  };
}
const show = (id: string, who = wu): Promise<Shown> => done('GET', `/penalty-copies/${id}`, who);

/** Penalised on Thursday 5 March 2026. */
const penalised = (change: Parameters<typeof penalise>[0] = {}) => {
  setTime('2026-03-05T02:00:00Z');
  return penalise(change);
};

describe('a penalty where a transfer was due', () => {
  it('owes copies within ten days of it, by both readings, to police and procuratorate', async () => {
    const { decisionId } = await penalised();
    expect(await show(decisionId)).toMatchObject({
      decisionId,
      police: 'police-hangzhou',
      procuratorate: 'procuratorate-hangzhou',
      sentOn: null,
      clock: {
        key: 'PENALTY_COPY_10D',
        organ: 'ip-hangzhou',
        state: 'RUNNING',
        dueBy: '2026-03-16',
        lateAfter: '2026-03-19',
      },
    });
    expect(await show(decisionId, proc)).toMatchObject({ decisionId });
    expect(await refused('GET', `/penalty-copies/${decisionId}`, shenzhen)).toEqual([
      404,
      'penalty-copy.unknown',
    ]);
  });

  it('owes them whether or not it is a fine, and once', async () => {
    const { caseId, decisionId } = await penalised({ fineFen: 0n, penalties: ['CONFISCATION'] });
    await decide({ caseId, decisionId, decidedOn: '2026-03-05', fineFen: 0n, penalties: ['CONFISCATION'] });
    expect(await countOf('penalty_copy', `decision_id = '${decisionId}'`)).toBe(1);
    expect(await countOf('clock', `subject_id = '${decisionId}'`)).toBe(1);
    expect(await countOf('case_fine', `decision_id = '${decisionId}'`)).toBe(0);
  });

  it('is done when an officer says when they went out; the procuratorate has that in the same commit', async () => {
    const { decisionId } = await penalised();
    wait(24 * 4);
    const path = `/penalty-copies/${decisionId}/sending`;
    const body = { sentOn: '2026-03-08', rightHolderToldOn: '2026-03-09', version: 1 };
    expect(await refused('POST', path, shenzhen, body)).toEqual([404, 'penalty-copy.unknown']);
    expect(await refused('POST', path, { agency: 'ip-hangzhou' }, body)).toEqual([403, 'officer.needed']);
    expect(await refused('POST', path, wu, { ...body, version: 7 })).toEqual([409, 'persistence.stale']);
    expect(await done('POST', path, wu, body)).toMatchObject({
      sentOn: '2026-03-08',
      version: 2,
      clock: { state: 'STOPPED', late: false },
    });
    expect(await refused('POST', path, wu, { ...body, version: 2 })).toEqual([409, 'penalty-copy.sent']);
    const { items } = await done<{ items: { kind: string; content: object }[] }>(
      'GET',
      '/oversight/copies?kind=FINE',
      proc,
    );
    expect(items[0]?.content).toMatchObject({
      decisionId,
      sentOn: '2026-03-08',
      rightHolderToldOn: '2026-03-09',
    });
    expect(await countOf('audit_entry', `subject_id = '${decisionId}' AND act = 'penalty-copy.send'`)).toBe(
      1,
    );
  });

  it('that is silent is late before the procuratorate’s eyes, once', async () => {
    const { decisionId, caseId } = await penalised();
    setTime('2026-03-25T02:00:00Z');
    const { app } = service;
    const job = new TransferAlarmJob(db, app.get(Clock), app.get(ClockAlarms));
    await job.run(new AbortController().signal);
    await job.run(new AbortController().signal);
    expect(await show(decisionId)).toMatchObject({ clock: { late: true } });
    expect(
      await countOf('procuratorate_copy', `kind = 'LATE' AND case_id = '${caseId}' AND step_no IS NULL`),
    ).toBe(1);
    const { items } = await done<{ items: { decisionId: string }[] }>(
      'GET',
      '/penalty-copies?state=owed&limit=100',
      proc,
    );
    expect(items.find((each) => each.decisionId === decisionId)).toEqual(await show(decisionId));
  });

  it('owes nothing once it is annulled', async () => {
    const { caseId, decisionId } = await penalised();
    setTime('2026-03-10T02:00:00Z');
    await db.transact((tx) =>
      cases().noteAnnulled(tx, {
        caseId,
        decisionId,
        annulledOn: '2026-03-09',
        because: 'OTHER',
        documentNo: null,
      }),
    );
    expect(await show(decisionId)).toMatchObject({ annulledOn: '2026-03-09', clock: { state: 'STOPPED' } });
    const { items } = await done<{ items: { decisionId: string }[] }>(
      'GET',
      '/penalty-copies?state=owed&limit=100',
      wu,
    );
    expect(items.map((each) => each.decisionId)).not.toContain(decisionId);
  });
});

describe('a penalty', () => {
  it('owes no copies where there was no duty, nor while the case is with the police', async () => {
    const harmless = suspicion({ duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    await suspect(harmless);
    await decide({ caseId: harmless.caseId, decisionId: newId() });
    const transferred = await begun();
    await playAll(transferred, ['REPORT_SUBMITTED', 'APPROVED', 'DELIVERED']);
    await decide({ caseId: transferred.caseId, decisionId: newId() });
    for (const { caseId } of [harmless, transferred])
      expect(await countOf('penalty_copy', `case_id = '${caseId}'`)).toBe(0);
  });
});
