import { describe, expect, it } from '@jest/globals';
import { TransferClockAlarmed } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { Database } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { TransferAlarmJob } from '../transfers/clock.jobs.js';
import { ClockAlarms } from '../transfers/clock-alarms.js';
import { begun, playAll, toPolice } from '../transfers/play.suite.js';
import {
  call,
  cases,
  db,
  decision,
  done,
  findings,
  json,
  page,
  proc,
  refused,
  service,
  setTime,
  suspect,
  suspicion,
  transfersOf,
  useService,
  wait,
  type Who,
  wu,
} from '../transfers/transfers-rig.suite.js';

useService();

const shenzhenProc: Who = {
  agency: 'procuratorate-shenzhen',
  officer: { id: 'procuratorate-shenzhen-1', name: '许晴' },
};

interface Listed {
  readonly caseId: string;
  readonly stage?: string;
  readonly flag?: string;
  readonly kind?: string;
  readonly fines?: number;
  readonly content?: Record<string, unknown>;
}

/** All pages of a list. */
async function all(path: string, who: Who = proc): Promise<Listed[]> {
  const items: Listed[] = [];
  let next: string | null = `${path}${path.includes('?') ? '&' : '?'}limit=3`;
  while (next) {
    const body: { items: Listed[]; nextCursor: string | null } = await done('GET', next, who);
    items.push(...body.items);
    next = body.nextCursor && `${path}${path.includes('?') ? '&' : '?'}limit=3&cursor=${body.nextCursor}`;
  }
  expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(items.length);
  return items;
}

const noted = (change: Parameters<typeof findings>[0]) =>
  db.transact((tx) => cases().noteFindings(tx, findings(change)));
const decided = (change: Parameters<typeof decision>[0]) =>
  db.transact((tx) => cases().noteDecision(tx, decision(change)));
const untransferred = async (caseId: string, who?: Who) =>
  (await all('/oversight/untransferred', who)).find((each) => each.caseId === caseId);

describe('what was not transferred though a duty was computed', () => {
  it('is listed from the findings on, by how far it came, and no more once the police have it', async () => {
    const event = suspicion();
    const { caseId } = event;
    await noted({ caseId });
    expect(await untransferred(caseId)).toMatchObject({
      stage: 'NONE',
      duty: 'MUST_TRANSFER',
      dutySince: '2026-02-20',
    });
    expect(await untransferred(caseId, shenzhenProc)).toBeUndefined();
    await suspect(event);
    expect(await untransferred(caseId)).toMatchObject({ stage: 'UNDECIDED', caseNo: event.caseNo });
    const [id = ''] = await transfersOf(caseId);
    const transfer = { ...(await begunAs(id, caseId)) };
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
    expect(await untransferred(caseId)).toMatchObject({ stage: 'APPROVED' });
    await playAll(transfer, ['DELIVERED']);
    expect(await untransferred(caseId)).toBeUndefined();
  });

  it('is not taken off by later findings, nor by closing the case', async () => {
    const caseId = newId();
    await noted({ caseId });
    await noted({ caseId, findingNo: 2, duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    await db.transact((tx) => cases().noteClosed(tx, { caseId, closedOn: '2026-03-09', outcome: 'DECIDED' }));
    expect(await untransferred(caseId)).toMatchObject({
      duty: 'NO_DUTY_ON_AMOUNT',
      dutySince: '2026-02-20',
      closedOn: '2026-03-09',
    });
  });

  it('leads to an opinion, whatever became of the case', async () => {
    const caseId = newId();
    await noted({ caseId });
    await db.transact((tx) => cases().noteClosed(tx, { caseId, closedOn: '2026-03-09', outcome: 'DECIDED' }));
    const opinion = { documentNo: '杭检意〔2026〕9号', reasons: '应当移送', externalNo: `意见-${caseId}` };
    const path = `/oversight/cases/${caseId}/opinions`;
    expect(await refused('POST', path, shenzhenProc, opinion)).toEqual([404, 'case.unknown']);
    const first = await call('POST', path, proc, opinion);
    expect([first.status, (await call('POST', path, proc, opinion)).status]).toEqual([201, 200]);
    const [id = ''] = await transfersOf(caseId);
    expect(await page(id, wu)).toMatchObject({
      state: 'TASK_FORCE',
      steps: [{ step: 'PROC_OPINION_TO_TRANSFER', stateBefore: 'INVESTIGATING' }],
    });
    expect(await json<{ transfer: { state: string } }>(first)).toMatchObject({
      transfer: { state: 'UNDECIDED' },
    });
  });
});

/** A transfer that is there already, to be played on. */
async function begunAs(id: string, caseId: string) {
  const template = await begun();
  return { ...template, id, caseId };
}

describe('a fine imposed elsewhere', () => {
  const flagged = async (caseId: string) =>
    (await all('/oversight/fines')).filter((each) => each.caseId === caseId);
  const copied = async (caseId: string) =>
    (await all(`/oversight/copies?caseId=${caseId}&kind=FINE`)).map(({ content }) => content?.['flag']);

  it('while a transfer bars it is recorded, flagged, and shown to the procuratorate', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
    await decided({ caseId: transfer.caseId });
    expect(await flagged(transfer.caseId)).toMatchObject([
      { flag: 'WHILE_BARRED', fineFen: '5000000', transferId: transfer.id },
    ]);
    expect(await copied(transfer.caseId)).toEqual(['WHILE_BARRED']);
    expect((await page(transfer.id, wu)).fines).toMatchObject([{ flag: 'WHILE_BARRED', fineFen: '5000000' }]);
    expect(await all('/oversight/fines', shenzhenProc)).toEqual([]);
  });

  it('instead of a transfer is flagged, and counted where the case is not transferred', async () => {
    const caseId = newId();
    await noted({ caseId });
    const fine = decision({ caseId });
    await db.transact((tx) => cases().noteDecision(tx, fine));
    expect(await flagged(caseId)).toMatchObject([{ flag: 'DUTY_NOT_TRANSFERRED' }]);
    expect(await untransferred(caseId)).toMatchObject({ fines: 1 });
    await db.transact((tx) =>
      cases().noteAnnulled(tx, {
        caseId,
        decisionId: fine.decisionId,
        annulledOn: '2026-04-01',
        because: 'OTHER',
        documentNo: null,
      }),
    );
    expect(await flagged(caseId)).toMatchObject([{ flag: 'DUTY_NOT_TRANSFERRED', annulledOn: '2026-04-01' }]);
    expect(await untransferred(caseId)).toMatchObject({ fines: 0 });
  });

  it('where nothing stands against it is recorded without a flag; a decision without a fine is none', async () => {
    const transfer = await begun({ duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    await decided({ caseId: transfer.caseId });
    await decided({ caseId: transfer.caseId, fineFen: 0n, penalties: ['WARNING'] });
    expect(await flagged(transfer.caseId)).toEqual([]);
    expect((await page(transfer.id, wu)).fines).toMatchObject([{ flag: null }]);
  });

  it('after a criminal fine stands against the law for good', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED', 'FILED', 'SENT_TO_PROSECUTION', 'INDICTED']);
    const documents = [
      (
        await done<{ id: string }>('POST', `/transfers/${transfer.id}/documents`, proc, {
          kind: 'JUDGMENT',
          name: '判决书',
          sha256: 'b'.repeat(64),
          bytes: 9,
        })
      ).id,
    ];
    const judgment = {
      step: 'CONVICTED',
      documentNo: '（2026）浙01刑初1号',
      officer: { name: '审判长' },
      documents,
      criminalFineFen: '10000000',
    };
    await done('POST', `/transfers/${transfer.id}/steps`, proc, judgment);
    await decided({ caseId: transfer.caseId });
    expect(await flagged(transfer.caseId)).toMatchObject([{ flag: 'AFTER_CRIMINAL_FINE' }]);
  });
});

describe('lateness', () => {
  /** The alarms of a transfer, as the log has them. */
  async function alarmsOf(id: string): Promise<string[]> {
    const rows = await service.app
      .get(Database)
      .manager.query<{ payload: Buffer }[]>(
        `SELECT payload FROM event e WHERE stream_id = $1 AND schema_id = $2 ORDER BY number`,
        [`case-transfer.transfer/${id}`, TransferClockAlarmed.schemaId],
      );
    return rows
      .map(({ payload }) => TransferClockAlarmed.decode(payload))
      .map(({ clockKey, alarm, organ }) => `${clockKey} ${alarm} ${organ}`);
  }

  async function raise(): Promise<void> {
    const { app } = service;
    await new TransferAlarmJob(db, app.get(Clock), app.get(ClockAlarms)).run(new AbortController().signal);
  }

  it('of a police organ that does not answer is told once, is seen by the other side and the procuratorate, and changes nothing', async () => {
    setTime('2026-03-02T01:00:00Z');
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    wait(24 * 10);
    await raise();
    await raise();
    const told = (await alarmsOf(transfer.id)).filter((each) => each.startsWith('POLICE_FILING_3D LATE'));
    expect(told).toEqual(['POLICE_FILING_3D LATE police-hangzhou']);
    expect((await alarmsOf(transfer.id)).filter((each) => each.startsWith('FORWARD_24H'))).toEqual([]);
    for (const who of [wu, proc]) {
      const { state, late, clocks } = await page(transfer.id, who);
      expect([state, late, clocks.find(({ key }) => key === 'POLICE_FILING_3D')?.late]).toEqual([
        'RECEIVED',
        true,
        true,
      ]);
    }
    const copies = await all(`/oversight/copies?caseId=${transfer.caseId}&kind=LATE`);
    expect(copies.map(({ content }) => content?.['clockKey'])).toEqual(['POLICE_FILING_3D']);
  });

  it('of a head who does not decide reaches the procuratorate where a duty stands behind it, and only there', async () => {
    setTime('2026-05-11T01:00:00Z');
    const owed = await begun();
    const free = await begun({ duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    for (const transfer of [owed, free]) await playAll(transfer, ['REPORT_SUBMITTED']);
    wait(24 * 10);
    await raise();
    const late = async ({ caseId }: { caseId: string }) =>
      (await all(`/oversight/copies?caseId=${caseId}&kind=LATE`)).length;
    expect([await late(owed), await late(free)]).toEqual([1, 0]);
    expect(await refused('GET', `/transfers/${owed.id}`, proc)).toEqual([404, 'transfer.unknown']);
  });
});
