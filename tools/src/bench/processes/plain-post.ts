// The rival of `POST /leads`: a bare loop over `pg` that runs the statements of a submission and nothing else. What a service
// computes (checks, digest, encoding) was computed before the clock starts.
import { randomBytes } from 'node:crypto';
import { LeadSubmitted } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import pg from 'pg';
import { AUDIT, EVENTS, INSERT_LEAD } from '../items/post-statements.js';
import { serve, setting } from './serve.js';

export interface PlainPost {
  readonly connections: number;
  readonly seconds: number;
  readonly series: string;
}

const ORIGIN = { source: 'FAIR', fair: '中国进出口商品交易会', booth: '11.2A34' };
const SUBJECT = { kind: 'ORGANISATION', name: '杭州西湖明远科技有限公司', creditCode: '91330106MA2CDE123X' };
const EVIDENCE = [{ name: '商品页面截图1.jpg', sha256: 'a'.repeat(64), bytes: 412_000 }];
const DAY = '2026-11-20';

/** Values of the three statements, for a lead of its own. */
function valuesOf(externalNo: string) {
  const id = newId();
  const lead = [
    [id],
    [externalNo],
    [randomBytes(32).toString('hex')],
    ['FAIR'],
    [JSON.stringify(ORIGIN)],
    ['ORGANISATION'],
    [JSON.stringify(SUBJECT)],
    ['91330106MA2CDE123X'],
    [null],
    ['202010566088.9'],
    ['INFRINGEMENT'],
    [DAY],
    ['330106'],
    ['保温杯'],
    ['产品包装印有专利标识，现场未能提供专利证书。'],
    [JSON.stringify(EVIDENCE)],
    ['PROVINCE'],
    'ip-zhejiang',
    DAY,
    'ip-zhejiang',
    '330100',
    '330000',
    ['cnipa'],
    ['patent-office-prefecture', 'patent-office-province', 'patent-office-nation', 'corps'],
    ['enforcement', 'supervision', 'statistics'],
    [],
  ];
  const audit = ['ip-zhejiang', null, null, ['lead.submit'], [id], [null]];
  const event = [
    [newId()],
    [`${LeadSubmitted.topic}/${id}`],
    [LeadSubmitted.topic],
    [Math.floor(Math.random() * 6)],
    [LeadSubmitted.schemaId],
    [payloadOf(id, externalNo)],
    [new Date().toISOString()],
    [null],
    false,
  ];
  return { lead, audit, event };
}

function payloadOf(leadId: string, externalNo: string): Buffer {
  return LeadSubmitted.encode({
    leadId,
    submitter: 'ip-zhejiang',
    externalNo,
    source: 'FAIR',
    scope: 'PROVINCE',
    subjectKind: 'ORGANISATION',
    creditCode: '91330106MA2CDE123X',
    shop: null,
    patentNumber: '202010566088.9',
    actType: 'INFRINGEMENT',
    actOn: DAY,
    areaCode: '330106',
    submittedOn: DAY,
  });
}

async function run({
  connections,
  seconds,
  series,
}: PlainPost): Promise<{ committed: number; perSecond: number }> {
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString: setting('DATABASE_URL') }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  const values = Array.from({ length: seconds * 8000 }, (_, n) => valuesOf(`${series}-${n}`));
  let committed = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const busily = async (client: pg.Client): Promise<void> => {
    while (performance.now() < until) {
      const next = values.pop();
      if (!next) throw new Error('Too few leads were prepared');
      await submit(client, next);
      committed += 1;
    }
  };
  await Promise.all(clients.map(busily));
  const took = performance.now() - began;
  await Promise.all(clients.map((client) => client.end()));
  return { committed, perSecond: (committed / took) * 1000 };
}

async function submit(client: pg.Client, { lead, audit, event }: ReturnType<typeof valuesOf>): Promise<void> {
  await client.query('START TRANSACTION');
  await client.query(INSERT_LEAD, lead);
  await client.query(AUDIT, audit);
  await client.query(EVENTS, event);
  await client.query('COMMIT');
}

serve({ run });
