import { describe, expect, it } from '@jest/globals';
import { begun, playAll, type Played, signedReport, take, toPolice } from './play.suite.js';
import {
  done,
  fang,
  FIVE,
  head,
  now,
  page,
  paper,
  papers,
  police,
  proc,
  refused,
  shenzhen,
  stateOf,
  useService,
  wait,
  type Who,
  wu,
} from './transfers-rig.suite.js';

useService();

describe('the report', () => {
  it('is signed by two or more officers of the agency, each signed in', async () => {
    const { id } = await begun();
    const path = `/transfers/${id}/steps`;
    const [one = ''] = await signedReport({ id } as Played, [wu]);
    const submit = { step: 'REPORT_SUBMITTED', documents: [one] };
    expect(await refused('POST', path, wu, submit)).toEqual([409, 'report.signatures']);
    expect(
      await refused('POST', `/transfers/${id}/signatures`, { agency: 'ip-hangzhou' }, { documentId: one }),
    ).toEqual([403, 'officer.needed']);
    expect(await refused('POST', `/transfers/${id}/signatures`, shenzhen, { documentId: one })).toEqual([
      404,
      'transfer.unknown',
    ]);
    await done('POST', `/transfers/${id}/signatures`, fang, { documentId: one });
    await done('POST', `/transfers/${id}/signatures`, fang, { documentId: one });
    expect(await refused('POST', path, head, submit)).toEqual([403, 'report.not-signed-by-you']);
    await take(id, fang, submit);
    const { steps } = await page(id, wu);
    expect(steps.at(-1)?.paper?.details).toEqual({
      signedBy: [
        { id: 'ip-hangzhou-1', name: '吴越' },
        { id: 'ip-hangzhou-2', name: '方敏' },
      ],
    });
  });

  it('is a report: no other paper stands for it, and none is signed after it was submitted', async () => {
    const { id } = await begun();
    const other = await paper(id, wu, 'INVESTIGATION_REPORT');
    expect(await refused('POST', `/transfers/${id}/signatures`, wu, { documentId: other })).toEqual([
      404,
      'document.unknown',
    ]);
    const documents = await signedReport({ id } as Played);
    await take(id, wu, { step: 'REPORT_SUBMITTED', documents });
    expect(await refused('POST', `/transfers/${id}/signatures`, head, { documentId: documents[0] })).toEqual([
      409,
      'report.not-now',
    ]);
  });
});

describe('the head’s decision', () => {
  async function reported(): Promise<Played> {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED']);
    return transfer;
  }

  it('is made by the head alone', async () => {
    const { id } = await reported();
    expect(await refused('POST', `/transfers/${id}/steps`, wu, { step: 'APPROVED' })).toEqual([
      403,
      'officer.not-head',
    ]);
    expect(
      await refused('POST', `/transfers/${id}/steps`, { agency: 'ip-hangzhou' }, { step: 'APPROVED' }),
    ).toEqual([403, 'officer.not-head']);
    await take(id, head, { step: 'APPROVED' });
    expect(await page(id, wu)).toMatchObject({
      state: 'AWAIT_DELIVERY',
      fineBarred: true,
      dueKey: 'TRANSFER_24H',
    });
  });

  it('needs reasons where it refuses despite a duty, and reaches the procuratorate in the same commit', async () => {
    const { id, caseId } = await reported();
    const path = `/transfers/${id}/steps`;
    expect(await refused('POST', path, head, { step: 'REJECTED_WITH_REASON' })).toEqual([400, 'step.form']);
    expect(await refused('POST', path, head, { step: 'REJECTED_WITH_REASON', reasons: '  ' })).toEqual([
      400,
      'input.invalid',
    ]);
    await take(id, head, { step: 'REJECTED_WITH_REASON', reasons: '证据不足' });
    const copies = await done<{ items: { kind: string; content: object }[] }>(
      'GET',
      `/oversight/copies?caseId=${caseId}`,
      proc,
    );
    expect(copies.items).toMatchObject([
      { kind: 'DECISION', content: { step: 'REJECTED_WITH_REASON', reasons: '证据不足' } },
    ]);
    const { items } = await done<{ items: { caseId: string; stage: string }[] }>(
      'GET',
      '/oversight/untransferred?limit=200',
      proc,
    );
    expect(items.find((each) => each.caseId === caseId)).toMatchObject({
      stage: 'REFUSED',
      duty: 'MUST_TRANSFER',
    });
  });
});

describe('the delivery', () => {
  async function approved(): Promise<Played> {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
    return transfer;
  }

  it('carries the five kinds of paper, or says why one is missing', async () => {
    const { id } = await approved();
    const documents = await papers(id, wu, FIVE.slice(0, 4));
    const order = { documentNo: '杭知移〔2026〕2号', documents };
    const path = `/transfers/${id}/deliveries`;
    expect(await refused('POST', path, wu, order)).toEqual([400, 'delivery.papers']);
    const missing = [{ kind: 'OTHER', reason: '无其他材料' }];
    const first = await done<{ id: string; status: string }>('POST', path, wu, { ...order, missing });
    expect(first).toMatchObject({ status: 'WAITING', channel: 'paper', recipient: 'police-hangzhou' });
    expect(await done('POST', path, wu, { ...order, missing })).toMatchObject({ id: first.id });
    expect(await refused('POST', path, wu, { ...order, missing, documentNo: '另一号' })).toEqual([
      409,
      'delivery.under-way',
    ]);
    expect(await stateOf(id)).toBe('AWAIT_DELIVERY');
  });

  it('gives the procuratorate letter and list with the order, and the police nothing before it arrived', async () => {
    const { id, caseId } = await approved();
    const documents = await papers(id, wu, FIVE);
    const { id: delivery } = await done<{ id: string }>('POST', `/transfers/${id}/deliveries`, wu, {
      documentNo: '杭知移〔2026〕3号',
      documents,
    });
    const { items } = await done<{ items: { kind: string; content: { documents: unknown[] } }[] }>(
      'GET',
      `/oversight/copies?caseId=${caseId}&kind=LETTER`,
      proc,
    );
    expect(items[0]?.content.documents).toHaveLength(5);
    expect(await refused('GET', `/transfers/${id}`, police)).toEqual([404, 'transfer.unknown']);
    expect(await refused('GET', `/deliveries/${delivery}`, police)).toEqual([404, 'delivery.unknown']);
    expect(
      await refused('POST', `/deliveries/${delivery}/hand-over`, proc, { handedOverAt: now().toISOString() }),
    ).toEqual([404, 'delivery.unknown']);
    await done('POST', `/deliveries/${delivery}/hand-over`, wu, { handedOverAt: now().toISOString() });
    expect(await page(id, police)).toMatchObject({
      seat: 'POLICE',
      state: 'DELIVERED',
      dueKey: 'RECEIPT_24H',
    });
    expect(await done('GET', `/deliveries/${delivery}`, police)).toMatchObject({
      status: 'BY_HAND',
      content: { documentNo: '杭知移〔2026〕3号' },
    });
  });

  it('is registered at its true time: after the approval, not in the future', async () => {
    const { id } = await approved();
    const before = now();
    wait(30);
    const documents = await papers(id, wu, FIVE);
    const { id: delivery } = await done<{ id: string }>('POST', `/transfers/${id}/deliveries`, wu, {
      documentNo: '4号',
      documents,
    });
    const handOver = (at: Date) =>
      [`/deliveries/${delivery}/hand-over`, wu, { handedOverAt: at.toISOString() }] as const;
    expect(await refused('POST', ...handOver(new Date(now().getTime() + 1000)))).toEqual([
      400,
      'delivery.time',
    ]);
    expect(await refused('POST', ...handOver(new Date(before.getTime() - 1000)))).toEqual([
      400,
      'step.before-previous',
    ]);
    const at = new Date(before.getTime() + 3_600_000);
    await done('POST', ...handOver(at));
    const { steps, clocks } = await page(id, wu);
    expect(steps.at(-1)).toMatchObject({
      step: 'DELIVERED',
      effectiveAt: at.toISOString(),
      takenAt: now().toISOString(),
    });
    expect(clocks.find(({ key }) => key === 'TRANSFER_24H')).toMatchObject({ state: 'STOPPED', late: false });
    expect(await refused('POST', ...handOver(at))).toEqual([409, 'delivery.arrived']);
  });
});

describe('the receipt', () => {
  async function delivered(): Promise<Played> {
    const transfer = await begun();
    await toPolice(transfer);
    return transfer;
  }

  it('counts from when it was really signed', async () => {
    const { id } = await delivered();
    const deliveredAt = now();
    wait(48);
    const path = `/transfers/${id}/steps`;
    const receipt = (effectiveAt: Date) => ({
      step: 'RECEIPT_SIGNED',
      effectiveAt: effectiveAt.toISOString(),
    });
    expect(await refused('POST', path, police, receipt(new Date(now().getTime() + 1)))).toEqual([
      400,
      'step.in-future',
    ]);
    expect(await refused('POST', path, police, receipt(new Date(deliveredAt.getTime() - 1)))).toEqual([
      400,
      'step.before-previous',
    ]);
    await take(id, police, receipt(deliveredAt));
    const { clocks } = await page(id, wu);
    expect(clocks.find(({ key }) => key === 'POLICE_FILING_3D')).toMatchObject({
      startedAt: deliveredAt.toISOString(),
      organ: 'police-hangzhou',
    });
  });

  it('may be registered by the agency where the police have no system, with scan and signer', async () => {
    const { id } = await delivered();
    const scan = await paper(id, wu, 'RECEIPT');
    const body = { step: 'RECEIPT_SIGNED', officer: { name: '孙毅' } };
    expect(await refused('POST', `/transfers/${id}/steps`, wu, body)).toEqual([400, 'step.paper-needed']);
    await take(id, wu, { ...body, documents: [scan] });
    const { steps } = await page(id, police);
    expect(steps.at(-1)).toMatchObject({
      organ: 'police-hangzhou',
      paper: {
        enteredBy: 'ip-hangzhou',
        source: 'PAPER',
        officer: { name: '孙毅', signedIn: false },
        details: { registeredBy: { name: '吴越' } },
      },
    });
  });

  it('that the police enter themselves proves that the paper reached them', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
    const documents = await papers(transfer.id, wu, FIVE);
    await done('POST', `/transfers/${transfer.id}/deliveries`, wu, { documentNo: '5号', documents });
    wait(2);
    await take(transfer.id, police, { step: 'RECEIPT_SIGNED' });
    expect((await page(transfer.id, wu)).deliveries).toMatchObject([
      { status: 'ARRIVED', arrivedAt: now().toISOString() },
    ]);
  });

  it('cannot be refused for missing papers: they are asked for, and the three days run on', async () => {
    const transfer = await delivered();
    await playAll(transfer, ['RECEIPT_SIGNED', 'MATERIALS_INCOMPLETE']);
    const { clocks, state } = await page(transfer.id, wu);
    expect(state).toBe('SUPPLEMENT_REQUESTED');
    expect(clocks.filter((each) => each.state === 'RUNNING').map(({ key }) => key)).toEqual([
      'FORWARD_24H',
      'POLICE_FILING_3D',
      'SUPPLEMENT_3D',
    ]);
    await playAll(transfer, ['FILED']);
  });
});

describe('a place whose police and procuratorate take no part', () => {
  const shen: Who = { agency: 'ip-suzhou', officer: { id: 'ip-suzhou-1', name: '沈洁' } };
  const qian: Who = { agency: 'ip-suzhou', officer: { id: 'ip-suzhou-2', name: '钱伟', head: true } };

  it('is served on paper, which the agency registers', async () => {
    const { id } = await begun({ agency: 'ip-suzhou', areaCode: '320505' });
    const documentId = await paper(id, shen, 'TRANSFER_REPORT');
    for (const who of [shen, qian]) await done('POST', `/transfers/${id}/signatures`, who, { documentId });
    await take(id, shen, { step: 'REPORT_SUBMITTED', documents: [documentId] });
    await take(id, qian, { step: 'APPROVED' });
    const order = { documentNo: '苏知移〔2026〕1号', documents: await papers(id, shen, FIVE) };
    const delivery = await done<{ id: string }>('POST', `/transfers/${id}/deliveries`, shen, order);
    await done('POST', `/deliveries/${delivery.id}/hand-over`, shen, { handedOverAt: now().toISOString() });
    const registered = async (step: string, name: string, more: object = {}) =>
      take(id, shen, { step, officer: { name }, documents: [await paper(id, shen, 'NOTICE')], ...more });
    await registered('RECEIPT_SIGNED', '王警官');
    await registered('NOT_FILED', '王警官', { documentNo: '1号', reasons: '证据不足' });
    await take(id, shen, { step: 'SUPERVISION_SUGGESTED', documentNo: '2号', reasons: '应当立案' });
    await registered('POLICE_RIGHT', '李检察官', { documentNo: '3号', reasons: '不立案正确' });
    const { state, steps, readers, clocks } = await page(id, shen);
    expect([state, steps.map(({ organ }) => organ).slice(4)]).toEqual([
      'ADMIN_DISPOSAL',
      ['POLICE', 'POLICE', 'ip-suzhou', 'PROC'],
    ]);
    expect(readers).toHaveLength(1);
    expect(clocks.find(({ key }) => key === 'POLICE_FILING_3D')?.organ).toBe('POLICE');
  });
});

describe('later steps', () => {
  async function received(): Promise<Played> {
    const transfer = await begun();
    await toPolice(transfer);
    await playAll(transfer, ['RECEIPT_SIGNED']);
    return transfer;
  }

  it('forward a case to another police organ only', async () => {
    const { id } = await received();
    const forward = (forwardedTo: string) =>
      refused('POST', `/transfers/${id}/steps`, police, {
        step: 'FORWARDED',
        documentNo: '1号',
        forwardedTo,
      });
    expect(await forward('procuratorate-hangzhou')).toEqual([400, 'forward.not-police']);
    expect(await forward('police-hangzhou')).toEqual([400, 'forward.same-organ']);
  });

  it('hand seized things over once the party was told', async () => {
    const transfer = await received();
    await playAll(transfer, ['FILED']);
    const documents = [await paper(transfer.id, wu, 'HANDOVER_RECORD')];
    const step = { step: 'EVIDENCE_HANDED_OVER', documents, seizedItems: 3 };
    expect(await refused('POST', `/transfers/${transfer.id}/steps`, wu, step)).toEqual([
      400,
      'handover.party-not-told',
    ]);
    await take(transfer.id, wu, { ...step, partyToldOn: '2026-03-02' });
  });

  it('urge the police only where filing was ordered, and three months have gone', async () => {
    const filed = await received();
    await playAll(filed, ['FILED', 'EVIDENCE_HANDED_OVER']);
    wait(24 * 120);
    const urge = { step: 'URGED_BY_PROC', documentNo: '催1号' };
    expect(await refused('POST', `/transfers/${filed.id}/steps`, proc, urge)).toEqual([
      409,
      'step.not-ordered',
    ]);
    const ordered = await received();
    await playAll(ordered, ['DECISION_OVERDUE', 'FILING_ORDERED', 'FILED', 'EVIDENCE_HANDED_OVER']);
    expect(await refused('POST', `/transfers/${ordered.id}/steps`, proc, urge)).toEqual([
      409,
      'step.limit-not-over',
    ]);
    wait(24 * 120);
    await take(ordered.id, proc, urge);
  });

  it('escalate to a superior procuratorate only', async () => {
    const transfer = await received();
    await playAll(transfer, ['DECISION_OVERDUE', 'FILING_ORDERED', 'CORRECTION_NOTICE_SENT']);
    const step = { step: 'ESCALATED', higherProcuratorate: 'procuratorate-guangdong' };
    expect(await refused('POST', `/transfers/${transfer.id}/steps`, proc, step)).toEqual([
      400,
      'escalation.not-superior',
    ]);
  });

  it('name papers of their own organ only', async () => {
    const { id } = await received();
    const foreign = await paper(id, wu, 'NOTICE');
    const step = { step: 'NOT_FILED', documentNo: '1号', reasons: '理由', documents: [foreign] };
    expect(await refused('POST', `/transfers/${id}/steps`, police, step)).toEqual([400, 'document.unknown']);
  });
});
