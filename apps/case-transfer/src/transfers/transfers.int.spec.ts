import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runSequence, type TransferEvent } from '@xianjie/statutes';
import fc from 'fast-check';
import { begun, events, play, playAll, type Played, signedReport, take, toPolice } from './play.suite.js';
import {
  call,
  countOf,
  db,
  done,
  fang,
  FIVE,
  head,
  json,
  now,
  page,
  paper,
  papers,
  police,
  proc,
  refused,
  setTime,
  shenzhen,
  stateOf,
  suspect,
  suspicion,
  transfersOf,
  useService,
  wait,
  wu,
} from './transfers-rig.suite.js';

useService();

interface Sequence {
  readonly name: string;
  readonly events: TransferEvent[];
  readonly expected: { readonly accepted: boolean; readonly state: string; readonly failsAt?: number };
}

const sequences = JSON.parse(
  readFileSync(new URL('./vectors/transfer-sequences.json', import.meta.url), 'utf8'),
) as Sequence[];

/** Whether a refusal is the table's word, or that of one who does not see the transfer yet. */
const byTable = (code: string): boolean => ['transfer.step-not-allowed', 'transfer.unknown'].includes(code);

/** Opens with the first event and plays the others; answers where it was refused. */
async function playSequence([first, ...more]: readonly TransferEvent[]): Promise<{
  transfer: Played;
  failsAt?: number;
}> {
  const transfer = first === 'CRIME_SUSPECTED' ? await begun() : await reversed();
  for (const [index, event] of more.entries()) {
    const answer = await play(transfer, event);
    if (answer.status > 201) return { transfer, failsAt: index + 1 };
  }
  return { transfer };
}

async function reversed(): Promise<Played> {
  const { caseId } = suspicion();
  const answer = await done<{ transfer: { id: string } }>('POST', '/transfers/reverse-cases', wu, {
    caseId,
    areaCode: '330106',
    documentNo: '杭检意〔2026〕3号',
  });
  return { id: answer.transfer.id, caseId, police, extensions: 0 };
}

describe('the procedure', () => {
  it.each(sequences.map((sequence) => [sequence.name, sequence] as const))(
    '%s',
    async (_name, { events: history, expected }) => {
      const { transfer, failsAt } = await playSequence(history);
      expect({ state: await stateOf(transfer.id), failsAt }).toEqual({
        state: expected.state,
        failsAt: expected.failsAt,
      });
    },
  );

  it('reaches no state that the table forbids, whatever is tried, and agrees with it on every attempt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 999 }), { minLength: 12, maxLength: 25 }), async (choices) => {
        const transfer = await begun();
        const taken: TransferEvent[] = ['CRIME_SUSPECTED'];
        for (const choice of choices) {
          const possible = events.filter((event) => runSequence([...taken, event]).accepted);
          const from = choice % 3 === 0 ? events : possible;
          const event = from[choice % Math.max(1, from.length)];
          // A suspicion comes by event, and a closed case that comes back is another transfer; see below.
          if (!event || event === 'CRIME_SUSPECTED' || event === 'REVERSE_CASE_RECEIVED') continue;
          const answer = await play(transfer, event);
          const run = runSequence([...taken, event]);
          if (answer.status <= 201) {
            expect([event, run.accepted]).toEqual([event, true]);
            taken.push(event);
          } else {
            const { code } = await json<{ code: string }>(answer);
            expect([event, code, byTable(code)]).toEqual([event, code, !run.accepted]);
          }
          expect(await stateOf(transfer.id)).toBe(runSequence(taken).state);
        }
        expect(await countOf('transfer_step', `transfer_id = '${transfer.id}'`)).toBe(taken.length);
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

describe('opening', () => {
  it('takes a case up once, and goes on with what is known of it', async () => {
    const event = suspicion({ duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    await suspect(event);
    await suspect({
      ...event,
      findingNo: 2,
      duty: 'MUST_TRANSFER',
      grounds: ['AMOUNT'],
      charge: '假冒专利罪（单位）',
    });
    await suspect({ ...event, findingNo: 3, duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    const [id = '', ...others] = await transfersOf(event.caseId);
    expect(others).toEqual([]);
    expect(await page(id, wu)).toMatchObject({
      state: 'TASK_FORCE',
      duty: 'MUST_TRANSFER',
      grounds: ['AMOUNT'],
      stepNo: 1,
    });
  });

  it('finds police and procuratorate of the agency’s level, and says so to others', async () => {
    const { id } = await begun();
    expect(await page(id, wu)).toMatchObject({
      police: 'police-hangzhou',
      procuratorate: 'procuratorate-hangzhou',
    });
    const ningbo = await begun({ agency: 'ip-ningbo', areaCode: '330212' });
    expect(await page(ningbo.id, { agency: 'ip-ningbo' })).toMatchObject({
      police: 'police-zhejiang',
      procuratorate: 'procuratorate-zhejiang',
    });
    expect(await countOf('event', `stream_id = 'case-transfer.transfer/${id}'`)).toBe(2);
  });

  it('takes new evidence up where the head had refused', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'REJECTED_WITH_REASON']);
    await suspect(suspicion({ caseId: transfer.caseId, findingNo: 2 }));
    expect(await transfersOf(transfer.caseId)).toHaveLength(1);
    const { steps, state } = await page(transfer.id, wu);
    expect(state).toBe('TASK_FORCE');
    expect(steps.at(-1)).toMatchObject({ step: 'NEW_EVIDENCE', paper: { officer: null, source: 'EVENT' } });
  });

  it('opens anew where the earlier transfer was closed', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'REJECTED_WITH_REASON', 'RESULT_REPORTED']);
    await suspect(suspicion({ caseId: transfer.caseId, findingNo: 2 }));
    expect(await transfersOf(transfer.caseId)).toHaveLength(2);
    expect(await stateOf(transfer.id)).toBe('CLOSED');
  });
});

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
