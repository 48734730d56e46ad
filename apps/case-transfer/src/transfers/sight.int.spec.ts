import { describe, expect, it } from '@jest/globals';
import { TransferStepTaken } from '@xianjie/contracts';
import { begun, play, playAll, type Played, take, toPolice } from './play.suite.js';
import {
  call,
  countOf,
  db,
  done,
  FIVE,
  json,
  now,
  page,
  paper,
  police,
  proc,
  provincialPolice,
  refused,
  setTime,
  shenzhen,
  suspicion,
  useService,
  wait,
  type Who,
  wu,
} from './transfers-rig.suite.js';
import type { TransferView } from './transfers.views.js';

useService();

const higher: Who = {
  agency: 'procuratorate-zhejiang',
  officer: { id: 'procuratorate-zhejiang-1', name: '方正' },
};
const province: Who = { agency: 'ip-zhejiang', officer: { id: 'ip-zhejiang-1', name: '陈立' } };

describe('a draft', () => {
  it('is seen by its agency alone until the head has decided', async () => {
    const { id } = await begun();
    for (const other of [police, proc, shenzhen, province, higher])
      expect(await refused('GET', `/transfers/${id}`, other)).toEqual([404, 'transfer.unknown']);
    await playAll({ id } as Played, ['REPORT_SUBMITTED', 'APPROVED']);
    expect(await page(id, proc)).toMatchObject({ seat: 'PROC', state: 'AWAIT_DELIVERY' });
    for (const other of [police, shenzhen, province, higher])
      expect(await refused('GET', `/transfers/${id}`, other)).toEqual([404, 'transfer.unknown']);
  });

  it('shows the procuratorate its own opinion on it, and nothing else of it', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'PROC_OPINION_TO_TRANSFER']);
    const seen = await page(transfer.id, proc);
    expect(seen).toMatchObject({
      state: 'UNDECIDED',
      dueAt: null,
      next: [],
      documents: [],
      signatures: [],
      clocks: [],
    });
    expect(seen.steps.map(({ step, stateBefore, stateNow }) => [step, stateBefore, stateNow])).toEqual([
      ['PROC_OPINION_TO_TRANSFER', 'UNDECIDED', 'UNDECIDED'],
    ]);
    expect(await done('GET', '/transfers?state=UNDECIDED', proc)).toMatchObject({
      items: [{ id: transfer.id }],
    });
    expect(await done('GET', '/transfers?state=AWAIT_APPROVAL&limit=200', proc)).not.toMatchObject({
      items: [{ id: transfer.id }],
    });
    expect(await countOf('procuratorate_copy', `transfer_id = '${transfer.id}'`)).toBe(0);
  });

  it('begins anew with new evidence: others see no more of it than that nothing is decided', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED', 'NOT_POLICE_COMPETENCE', 'NEW_EVIDENCE', 'REPORT_SUBMITTED']);
    for (const who of [police, proc]) {
      const { state, steps } = await page(transfer.id, who);
      expect([state, steps.at(-1)?.step]).toEqual(['UNDECIDED', 'NOT_POLICE_COMPETENCE']);
    }
    expect((await page(transfer.id, wu)).steps.at(-1)?.step).toBe('REPORT_SUBMITTED');
  });
});

describe('what organs write to each other', () => {
  async function supervised(): Promise<Played> {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, [
      'RECEIPT_SIGNED',
      'NOT_FILED',
      'SUPERVISION_SUGGESTED',
      'REASONS_REQUESTED',
      'REASONS_GIVEN',
    ]);
    return transfer;
  }

  it('stays between police and procuratorate: the agency sees that it was written, not what', async () => {
    const { id } = await supervised();
    const between = async (who: Who) =>
      (await page(id, who)).steps
        .filter(({ step }) => step.startsWith('REASONS_'))
        .map(({ paper: shown }) => shown?.documentNo ?? null);
    expect(await between(wu)).toEqual([null, null]);
    expect(await between(police)).toEqual(['某字〔2026〕7号', '某字〔2026〕7号']);
    expect(await between(proc)).toEqual(['某字〔2026〕7号', '某字〔2026〕7号']);
  });

  it('is not in the events that other services hear', async () => {
    const { id } = await supervised();
    const rows = await db.manager.query<{ payload: Buffer }[]>(
      'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number OFFSET 1',
      [`case-transfer.transfer/${id}`],
    );
    const events = rows.map(({ payload }) => TransferStepTaken.decode(payload));
    const told = Object.fromEntries(events.map(({ step, documentNo }) => [step, documentNo]));
    expect(told).toMatchObject({
      NOT_FILED: '某字〔2026〕7号',
      REASONS_REQUESTED: null,
      REASONS_GIVEN: null,
    });
    expect(JSON.stringify(events)).not.toMatch(/吴越|章立新|孙毅|郑清|理由如下/);
  });

  it('keeps from the police what the agency writes to the procuratorate', async () => {
    const { id } = await supervised();
    const suggestion = (await page(id, police)).steps.find(({ step }) => step === 'SUPERVISION_SUGGESTED');
    expect(suggestion).toMatchObject({ organ: 'ip-hangzhou', paper: null });
  });

  it('shows papers with the steps that name them, and drafts of papers to their owner', async () => {
    const { id } = await supervised();
    const draft = await paper(id, wu, 'NOTICE');
    const kinds = async (who: Who) => (await page(id, who)).documents.map(({ kind }) => kind).sort();
    expect(await kinds(police)).toEqual([...FIVE].sort());
    expect(await kinds(proc)).toEqual([...FIVE, 'TRANSFER_REPORT'].sort());
    expect((await page(id, proc)).documents.map((each) => each.id)).not.toContain(draft);
    const step = { step: 'REASONS_ACCEPTED', documentNo: '1号', reasons: 'r', documents: [draft] };
    expect(await refused('POST', `/transfers/${id}/steps`, proc, step)).toEqual([400, 'document.unknown']);
  });

  it('tells the police by notice what others do in a case that they have, in the commit of the step', async () => {
    const { id } = await supervised();
    const notices = (await page(id, proc)).deliveries.filter(({ kind }) => kind === 'NOTICE');
    expect(notices).toMatchObject([
      { sender: 'procuratorate-hangzhou', recipient: 'police-hangzhou', status: 'WAITING', channel: 'paper' },
    ]);
    expect((await page(id, wu)).deliveries.map(({ kind }) => kind)).toEqual(['TRANSFER']);
    const [notice] = notices;
    expect(await done('GET', `/deliveries/${notice?.id}`, proc)).toMatchObject({
      content: { step: 'REASONS_REQUESTED' },
    });
    expect(await refused('GET', `/deliveries/${notice?.id}`, wu)).toEqual([404, 'delivery.unknown']);
    expect(
      await done('POST', `/deliveries/${notice?.id}/hand-over`, proc, { handedOverAt: now().toISOString() }),
    ).toMatchObject({ status: 'BY_HAND' });
  });
});

describe('a forwarded case', () => {
  it('goes whole to the competent organ; the first one keeps what it saw, and sees no more', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED', 'FORWARDED', 'RECEIPT_SIGNED', 'FILED']);
    const { id } = transfer;
    expect(await page(id, provincialPolice)).toMatchObject({ state: 'FILED', police: 'police-zhejiang' });
    expect((await page(id, provincialPolice)).steps.map(({ step }) => step)).toContain('DELIVERED');
    const first = await page(id, police);
    expect([first.state, first.steps.at(-1)?.step, first.next]).toEqual(['FORWARDED', 'FORWARDED', []]);
    expect(first.clocks.every(({ state }) => state === 'STOPPED')).toBe(true);
    expect(
      await refused('POST', `/transfers/${id}/steps`, police, {
        step: 'CASE_DROPPED',
        documentNo: '1',
        reasons: 'r',
      }),
    ).toEqual([403, 'transfer.not-your-step']);
    expect(
      await refused('POST', `/transfers/${id}/documents`, police, {
        kind: 'NOTICE',
        name: 'x',
        sha256: 'a'.repeat(64),
        bytes: 1,
      }),
    ).toEqual([403, 'transfer.forwarded']);
    const { items } = await done<{ items: TransferView[] }>(
      'GET',
      '/transfers?closed=true&state=FORWARDED',
      police,
    );
    expect(items.map((each) => each.id)).toContain(id);
  });

  it('may come back to the first organ, which then sees all again', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED', 'FORWARDED', 'RECEIPT_SIGNED', 'FORWARDED']);
    expect(await page(transfer.id, police)).toMatchObject({ state: 'DELIVERED', police: 'police-hangzhou' });
    await playAll(transfer, ['RECEIPT_SIGNED']);
  });
});

describe('an escalated case', () => {
  it('is seen by the higher procuratorate from then on', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, [
      'RECEIPT_SIGNED',
      'DECISION_OVERDUE',
      'FILING_ORDERED',
      'CORRECTION_NOTICE_SENT',
    ]);
    expect(await refused('GET', `/transfers/${transfer.id}`, higher)).toEqual([404, 'transfer.unknown']);
    await playAll(transfer, ['ESCALATED']);
    expect(await page(transfer.id, higher)).toMatchObject({ seat: 'PROC', state: 'ESCALATED' });
    expect((await play({ ...transfer }, 'FILED')).status).toBe(201);
  });
});

describe('readers', () => {
  it('are named, with the step up to which each has read', async () => {
    const transfer = await begun();
    await toPolice(transfer);
    await page(transfer.id, proc);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    const { readers } = await page(transfer.id, wu);
    expect(readers.map(({ organ, seat, lastReadStep }) => [organ, seat, lastReadStep])).toEqual([
      ['ip-hangzhou', 'ADMIN', null],
      ['procuratorate-hangzhou', 'PROC', 4],
      ['police-hangzhou', 'POLICE', null],
    ]);
  });
});

describe('GET /transfers', () => {
  it('orders a worklist by the legal time left, and pages without gaps or repeats', async () => {
    setTime('2028-01-03T01:00:00Z');
    const made: string[] = [];
    for (const delay of [3, 1, 2]) {
      wait(delay);
      const transfer = await begun({ agency: 'ip-shenzhen', areaCode: '440305' });
      const documentId = await paper(transfer.id, shenzhen, 'TRANSFER_REPORT');
      const other: Who = { agency: 'ip-shenzhen', officer: { id: 'ip-shenzhen-2', name: '张凯' } };
      for (const who of [shenzhen, other])
        await done('POST', `/transfers/${transfer.id}/signatures`, who, { documentId });
      if (made.length !== 1)
        await take(transfer.id, shenzhen, { step: 'REPORT_SUBMITTED', documents: [documentId] });
      made.push(transfer.id);
      wait(24);
    }
    const seen: string[] = [];
    let next: string | null = '/transfers?limit=1';
    while (next) {
      const body: { items: TransferView[]; nextCursor: string | null } = await done('GET', next, shenzhen);
      seen.push(...body.items.map(({ id }) => id));
      next = body.nextCursor && `/transfers?limit=1&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual([made[0], made[2], made[1]]); // the one without a limit comes last
    const list = async (query: string) =>
      (await done<{ items: TransferView[] }>('GET', `/transfers?${query}`, shenzhen)).items.map(
        ({ id }) => id,
      );
    expect(await list('state=TASK_FORCE')).toEqual([made[1]]);
    expect(await list('owes=own')).toEqual([made[0], made[2]]);
    expect(await list('late=true')).toEqual([]);
    wait(24 * 30);
    expect(await list('late=true')).toEqual([made[0], made[2]]);
    expect(await list(`caseId=${suspicion().caseId}`)).toEqual([]);
  });

  it('links to the next page, and takes no cursor that no page gave', async () => {
    await Promise.all([begun(), begun()]);
    const answer = await call('GET', '/transfers?limit=1', wu);
    expect(answer.headers.get('link')).toMatch(/^<\/transfers\?limit=1&cursor=[\w-]+>; rel="next"$/);
    expect(await refused('GET', '/transfers?cursor=abc', wu)).toEqual([400, 'page.cursor']);
  });

  it('speaks Chinese where that is asked for', async () => {
    const { id } = await begun();
    const answer = await json<TransferView>(await call('GET', `/transfers/${id}`, wu, undefined, 'zh-CN'));
    expect(answer.stateName).toBe('专案组核实');
  });
});
