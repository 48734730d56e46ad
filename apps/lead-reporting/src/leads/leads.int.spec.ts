import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type Answer,
  bulk,
  call,
  countOf,
  db,
  guangdong,
  json,
  lead,
  useService,
} from './leads-rig.suite.js';

useService();

/** Events of leads; the relay's checkpoints come by the clock. */
const LEADS = "stream_id NOT LIKE '%/@checkpoint/%'";

describe('POST /leads', () => {
  it('keeps the lead with its event and its audit row', async () => {
    const answer = await call('POST', '/leads', lead());
    expect(answer.status).toBe(201);
    const view = await json(answer);
    expect(answer.headers.get('location')).toBe(`/leads/${view.id}`);
    expect(view).toMatchObject({
      submitter: 'ip-zhejiang',
      patentNumber: '202010566088.9',
      status: 'submitted',
      patentStatus: null,
    });
    expect(await countOf('event', `stream_id = 'lead-reporting.lead/${view.id}'`)).toBe(1);
    expect(await countOf('audit_entry', `act = 'lead.submit' AND subject_id = '${view.id}'`)).toBe(1);
  });

  it('takes what a caller submits at once in few commits, each with its own answer, event and trace', async () => {
    const many = Array.from({ length: 40 }, () => lead());
    const twice = many[7]!;
    const used = { ...many[9]!, goods: '台灯' };
    const answers = await Promise.all([...many, twice, used].map((each) => call('POST', '/leads', each)));
    expect(answers.slice(0, 40).map(({ status }) => status)).toEqual(Array<number>(40).fill(201));
    expect(answers.slice(40).map(({ status }) => status)).toEqual([200, 409]);
    const views = await Promise.all(answers.slice(0, 41).map((answer) => json(answer)));
    expect(views.map(({ externalNo }) => externalNo)).toEqual(
      [...many, twice].map(({ externalNo }) => externalNo),
    );
    expect(views[40]!.id).toBe(views[7]!.id);
    const ids = views.slice(0, 40).map(({ id }) => id);
    const traceOf = (answer: Response) => answer.headers.get('traceresponse')?.slice(3, 35);
    const told = new Map(ids.map((id, nth) => [id, traceOf(answers[nth]!)]));
    const kept = await db.query<{ id: string; commit: string; event: string; audit: string }[]>(
      `SELECT l.id, l.xmin::text AS commit, substr(e.traceparent, 4, 32) AS event, a.trace_id AS audit
       FROM lead l JOIN event e ON e.stream_id = 'lead-reporting.lead/' || l.id AND e.number = 1
       JOIN audit_entry a ON a.subject_id = l.id::text AND a.act = 'lead.submit'
       WHERE l.id = ANY ($1)`,
      [ids],
    );
    expect(new Map(kept.map(({ id, event }) => [id, event]))).toEqual(told);
    expect(new Map(kept.map(({ id, audit }) => [id, audit]))).toEqual(told);
    expect(new Set(kept.map(({ commit }) => commit)).size).toBeLessThan(20);
  });

  it('keeps an idempotent submission in the transaction of its key', async () => {
    const first = lead();
    const answers = await Promise.all(
      [1, 2].map(() => call('POST', '/leads', first, { idempotencyKey: 'one-lead' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed')).length).toBe(1);
  });

  it('answers the same lead again, however it is typed, and changes nothing', async () => {
    const first = lead();
    const { id } = await json(await call('POST', '/leads', first));
    const events = await countOf('event', LEADS);
    const again = await call('POST', '/leads', { ...first, patentNumber: 'zl 2020 1 0566088.9' });
    expect(again.status).toBe(200);
    expect((await json(again)).id).toBe(id);
    expect(await countOf('event', LEADS)).toBe(events);
  });

  it('refuses the number for a lead with other content', async () => {
    const first = lead();
    await call('POST', '/leads', first);
    const answer = await call('POST', '/leads', { ...first, goods: '台灯' }, { language: 'zh-CN' });
    expect(answer.status).toBe(409);
    expect(await json<object>(answer)).toMatchObject({
      code: 'lead.number-used',
      detail: expect.stringContaining('其他内容'),
    });
  });

  it('lets another agency use the same number for its own lead', async () => {
    const first = lead();
    await call('POST', '/leads', first);
    expect((await call('POST', '/leads', first, { agency: guangdong })).status).toBe(201);
  });

  it('refuses to act for another agency', async () => {
    const answer = await call('POST', '/leads', lead({ submitter: 'ip-guangdong' }));
    expect(answer.status).toBe(403);
    expect(await json<object>(answer)).toMatchObject({ code: 'agency.not-own' });
  });

  it.each([
    [{ patentNumber: 'ZL202310123456.7' }, 'patentNumber', 'patent-number.check-character'],
    [{ actOn: '2099-01-01' }, 'actOn', 'lead.act-in-future'],
    [{ actOn: '1984-01-01' }, 'actOn', 'lead.act-before-law'],
    [{ areaCode: '990000' }, 'areaCode', 'division.unknown'],
    [{ areaCode: '33010' }, 'areaCode', 'division.form'],
    [{ areaCode: '110100' }, 'areaCode', 'division.grouping'],
    [{ externalNo: '11010519491231002X' }, 'externalNo', 'lead.external-number-personal'],
    [{ externalNo: 'a b' }, 'externalNo', 'lead.external-number'],
    [{ subject: { kind: 'PERSON', name: '张三', phone: '12' } }, 'subject.phone', 'phone.form'],
    [{ origin: { source: 'E_COMMERCE', platform: '货品网', url: 'ftp://x' } }, 'origin.url', 'url.form'],
    [{ urgent: true }, 'urgent', 'unknown-field'],
    [{ goods: undefined }, 'goods', 'required'],
  ])('refuses %j', async (change, field, rule) => {
    const answer = await call('POST', '/leads', lead(change));
    expect(answer.status).toBe(400);
    expect(await json<object>(answer)).toMatchObject({ errors: [expect.objectContaining({ field, rule })] });
  });

  it('seals personal numbers: neither row, event, audit nor answer holds them', async () => {
    const citizenNumber = '11010519491231002X';
    const subject = { kind: 'PERSON', name: '张三', citizenNumber, phone: '138 0000 1234' };
    const view = await json(await call('POST', '/leads', lead({ subject })));
    expect(view.subject).toEqual({
      kind: 'PERSON',
      name: '张三',
      citizenNumber: { shown: '**************002X' },
      phone: { shown: '*******1234' },
    });
    for (const table of ['lead', 'event', 'audit_entry']) {
      const rows = await db.query<{ text: string }[]>(`SELECT ${table}::text AS text FROM ${table}`);
      for (const { text } of rows) expect(text).not.toMatch(/11010519491231002X|13800001234/);
    }
    const events = await db.query<{ payload: Buffer }[]>('SELECT payload FROM event');
    for (const { payload } of events) expect(payload.toString('utf8')).not.toMatch(/张三|11010519491231002X/);
  });
});

describe('POST /leads/bulk', () => {
  it('answers each line in order, and a bad one stops no other', async () => {
    const [good, twice] = [lead(), lead()];
    const answers = await bulk([
      good,
      '{"broken',
      twice,
      lead({ patentNumber: '1' }),
      twice,
      { ...good, goods: '台灯' },
      'x'.repeat(70_000),
      lead(),
    ]);
    expect(answers.map(({ line, status }) => `${line} ${status}`)).toEqual([
      '1 accepted',
      '2 rejected',
      '3 accepted',
      '4 rejected',
      '5 repeated',
      '6 rejected',
      '7 rejected',
      '8 accepted',
    ]);
    expect(answers[4]?.leadId).toBe(answers[2]?.leadId);
    const rules = answers.map(({ errors }) => errors?.[0]?.rule);
    expect(rules).toEqual([
      undefined,
      'line.malformed',
      undefined,
      'patent-number.length',
      undefined,
      'lead.number-used',
      'line.too-long',
      undefined,
    ]);
  });

  it('names rules in Chinese where that is asked for', async () => {
    const [answer] = await bulk([lead({ patentNumber: 'ZL202310123456.7' })], { language: 'zh-CN' });
    expect(answer?.errors?.[0]?.message).toContain('校验位');
  });

  it('answers a repeat of the whole body with the same leads', async () => {
    const lines = Array.from({ length: 1203 }, () => lead());
    const first = await bulk(lines);
    expect(first.every(({ status }) => status === 'accepted')).toBe(true);
    const [events, audits] = [await countOf('event', LEADS), await countOf('audit_entry')];
    const second = await bulk(lines);
    expect(second.map(({ leadId }) => leadId)).toEqual(first.map(({ leadId }) => leadId));
    expect(second.every(({ status }) => status === 'repeated')).toBe(true);
    expect([await countOf('event', LEADS), await countOf('audit_entry')]).toEqual([events, audits]);
  });

  it('takes the first of two leads with one number, however far apart they are', async () => {
    const lines = Array.from({ length: 1500 }, () => lead());
    const later = [...lines, ...lines.map((line) => ({ ...line, goods: '另一种商品' }))];
    const answers = await bulk(later);
    expect(answers.slice(0, 1500).every(({ status }) => status === 'accepted')).toBe(true);
    expect(answers.slice(1500).every(({ errors }) => errors?.[0]?.rule === 'lead.number-used')).toBe(true);
  });

  it('takes the same body twice at once without doubling a lead', async () => {
    const lines = Array.from({ length: 600 }, () => lead());
    const before = await countOf('lead');
    const both = await Promise.all([bulk(lines), bulk([...lines].reverse())]);
    const accepted = both.flat().filter(({ status }) => status === 'accepted');
    expect(accepted).toHaveLength(600);
    expect(await countOf('lead')).toBe(before + 600);
  });

  it('rejects lines of another agency', async () => {
    const answers = await bulk([lead({ submitter: 'ip-guangdong' }), lead({ submitter: 'ip-zhejiang' })]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'accepted']);
    expect(answers[0]?.errors?.[0]?.rule).toBe('agency.not-own');
  });
});

describe('samples/leads.ndjson', () => {
  const lines = readFileSync(new URL('../../../../samples/leads.ndjson', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const ofAgency = (id: string) => lines.filter((line) => line.includes(`"submitter":"${id}"`));

  it('is taken but for its flaws, each named by its rule; the whole of it again changes nothing', async () => {
    const submit = async () => [
      ...(await bulk(ofAgency('ip-zhejiang'))),
      ...(await bulk(ofAgency('ip-guangdong'), { agency: guangdong })),
    ];
    const first = await submit();
    const countOfStatus = (answers: readonly Answer[], status: string) =>
      answers.filter((answer) => answer.status === status).length;
    expect([countOfStatus(first, 'accepted'), countOfStatus(first, 'repeated')]).toEqual([330, 8]);
    const rules = new Set(first.flatMap(({ errors = [] }) => errors.map(({ rule }) => rule)));
    expect([...rules].sort()).toEqual([
      'citizen-number.birth-date',
      'citizen-number.check-character',
      'credit-code.character',
      'credit-code.check-character',
      'credit-code.length',
      'division.unknown',
      'invalid-value',
      'lead.act-in-future',
      'lead.number-used',
      'line.malformed',
      'local-date.no-such-day',
      'patent-number.check-character',
      'patent-number.length',
      'patent-number.year',
      'required',
      'unknown-field',
    ]);
    const events = await countOf('event', LEADS);
    const again = await submit();
    expect(countOfStatus(again, 'accepted')).toBe(0);
    expect(again.map(({ leadId }) => leadId)).toEqual(first.map(({ leadId }) => leadId));
    expect(await countOf('event', LEADS)).toBe(events);
  });
});
