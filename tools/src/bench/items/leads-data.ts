import type { Agency } from '@xianjie/identity';
import { creditCode, patentNumber } from '../../samples/numbers.js';
import { Random } from '../../samples/random.js';
import { marking } from '../lab/agencies.js';
import type { Lab } from '../lab/lab.js';

/** The last day of the data; it reaches three years back. */
export const LAST_DAY = '2026-11-24';
const DAYS = 1095;
/** Ten leads on each, on average. */
const LEADS_OF_ONE = 10;

export interface Volume {
  readonly leads: number;
  readonly cases: number;
}

/** What searches ask for. */
export interface Known {
  readonly patents: readonly string[];
  readonly companies: readonly string[];
}

/** Leads and cases of the whole country over three years, as lead-reporting keeps them, written past its interface. */
export async function fillLeads(
  lab: Lab,
  url: string,
  agencies: readonly Agency[],
  volume: Volume,
): Promise<Known> {
  const known = numbersOf(Math.max(100, volume.leads / LEADS_OF_ONE));
  const own = agencies.filter(({ kind }) => kind !== 'patent-office-nation');
  await lab.script(url, [
    {
      text: `CREATE TABLE bench_agency AS SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         AS a(n, id, area, city, province, superiors)`,
      values: columnsOf(own),
    },
    {
      text: 'CREATE TABLE bench_number AS SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) AS a(n, patent, company)',
      values: [known.patents.map((_patent, n) => n), known.patents, known.companies],
    },
    ...[
      leadsSql(volume.leads, own.length, known.patents.length),
      casesSql(volume.cases, own.length),
      ...clustersSql(volume.leads),
      ...circularsSql(volume.cases),
    ].map((text) => ({ text })),
    { text: 'DROP TABLE bench_agency' },
    { text: 'DROP TABLE bench_number' },
    { text: 'VACUUM ANALYZE' },
  ]);
  return known;
}

function numbersOf(count: number): Known {
  const random = new Random(11);
  const each = Array.from({ length: count });
  return {
    patents: each.map(() => patentNumber(random, random.int(2012, 2022), random.int(1, 3))),
    companies: each.map(() => creditCode(random, '330106')),
  };
}

/** Superiors as the text of an array. */
function columnsOf(agencies: readonly Agency[]): unknown[] {
  const markings = agencies.map((agency) => marking(agency, 'CITY'));
  return [
    agencies.map((_agency, n) => n),
    agencies.map(({ id }) => id),
    agencies.map(({ area }) => area),
    markings.map(({ city }) => city),
    markings.map(({ province }) => province),
    markings.map(({ superiors }) => `{${superiors.join()}}`),
  ];
}

/** A version 7 UUID of the moment at which the n-th of `count` came. */
const idOf = (n: string, count: number, space: string): string =>
  `(lpad(to_hex((extract(epoch FROM timestamptz '${LAST_DAY} 16:00+08') * 1000)::bigint - (${count} - ${n})::bigint * ${Math.floor((DAYS * 86_400_000) / count)}), 12, '0')
    || '7' || lpad(to_hex(${n} % 4096), 3, '0') || '8${space}' || lpad(to_hex(${n}), 14, '0'))::uuid`;

const dayOf = (n: string, count: number): string =>
  `(date '${LAST_DAY}' - ((${count} - ${n})::bigint * ${DAYS} / ${count})::int)`;

const KINDS = `ARRAY['patent-office-prefecture','patent-office-province','patent-office-nation','corps']`;
const PURPOSES = `ARRAY['enforcement','supervision','statistics']`;

/** A quarter is for the city, a half for the province, a quarter for the nation; one in 200 was withdrawn, one in ten led to a case. */
function leadsSql(count: number, agencies: number, numbers: number): string {
  return `INSERT INTO lead (id, submitter, external_no, content_digest, source, origin, subject_kind, subject, credit_code, patent_number,
      act_type, act_on, area_code, goods, summary, evidence, status, submitted_on, assigned_on, competent, lead_check, patent_status,
      patent_mark, patent_answer, marking_owner, marking_scope, marking_city, marking_province, marking_superiors, marking_kinds,
      marking_purposes, version)
    SELECT ${idOf('i', count, 'a')}, a.id, '线-' || i, md5(i::text) || md5((-i)::text),
      (ARRAY['E_COMMERCE','FAIR','COMPLAINT','CUSTOMS'])[1 + i % 4],
      '{"source":"FAIR","fair":"义乌国际小商品博览会","booth":"D3-021"}',
      CASE i % 10 WHEN 0 THEN 'PERSON' WHEN 1 THEN 'SHOP' ELSE 'ORGANISATION' END,
      CASE i % 10 WHEN 0 THEN jsonb_build_object('kind', 'PERSON', 'name', '张' || i, 'citizenNumber', jsonb_build_object('keyId', 'bench', 'sealed', md5(i::text), 'shown', '**************1234'))
        WHEN 1 THEN jsonb_build_object('kind', 'SHOP', 'platform', '货品网', 'shopId', 'S' || i, 'name', '小店' || i)
        ELSE jsonb_build_object('kind', 'ORGANISATION', 'name', '第' || i || '日用品有限公司', 'creditCode', n.company) END,
      CASE WHEN i % 10 > 1 THEN n.company END, n.patent,
      (ARRAY['MARKING_AFTER_END','MARKING_WITHOUT_PATENT','USING_ANOTHERS_NUMBER','CALLING_APPLICATION_PATENT','FORGED_DOCUMENT','INFRINGEMENT'])[1 + i % 6],
      ${dayOf('i', count)} - 10, a.area, '无叶风扇', '在产品包装上标注他人的专利号，涉案产品于展位公开销售',
      jsonb_build_array(jsonb_build_object('name', '照片1.jpg', 'sha256', md5(i::text) || md5(i::text), 'bytes', 182000)),
      CASE WHEN i % 200 = 0 THEN 'withdrawn' ELSE 'submitted' END, ${dayOf('i', count)}, ${dayOf('i', count)}, a.id,
      CASE WHEN i % 10 < 8 THEN '{"state":"ended","because":"经核查不属实","approvedBy":null,"on":null}'::jsonb
        ELSE '{"state":"running","because":null,"approvedBy":null,"on":null}'::jsonb END,
      CASE WHEN i % 5 = 0 THEN 'LAPSED_FEE' ELSE 'IN_FORCE' END, CASE WHEN i % 5 = 0 THEN 'LAPSED_FEE' END,
      '{"asOf":"2026-01-01","since":null,"restsOn":[],"basis":["专利法 2020 art 44(1)"],"notes":[],"certainty":"VERIFIED","answeredAt":"2026-01-02T00:00:00Z"}',
      a.id, (ARRAY['CITY','PROVINCE','PROVINCE','NATION'])[1 + (i / 7) % 4], a.city, a.province, a.superiors::text[], ${KINDS}, ${PURPOSES}, 2
    FROM generate_series(1, ${count}) i
      JOIN bench_agency a ON a.n = (i::bigint * 7919) % ${agencies}
      JOIN bench_number n ON n.n = (i::bigint * 104729) % ${numbers}`;
}

/** A tenth is open, three in twenty are decided, the others closed; one in fifty carried a duty to transfer. */
function casesSql(count: number, agencies: number): string {
  return `INSERT INTO administrative_case (id, agency, case_no, area_code, also_at, patent_number, act_type, act_on, goods, party, party_kind,
      credit_code, officers, opened_on, status, milestones, findings, suspected, decisions, patent_notices, limit_ends_on, acts, marking_owner,
      marking_scope, marking_city, marking_province, marking_superiors, marking_kinds, marking_purposes, version)
    SELECT ${idOf('i', count, 'b')}, a.id, '知案〔2026〕' || i || '号', a.area, '{}', n.patent,
      (ARRAY['MARKING_AFTER_END','MARKING_WITHOUT_PATENT','USING_ANOTHERS_NUMBER','FORGED_DOCUMENT','INFRINGEMENT'])[1 + i % 5],
      ${dayOf('i', count)} - 20, '无叶风扇', jsonb_build_object('kind', 'ORGANISATION', 'name', '第' || i || '电器有限公司', 'creditCode', n.company),
      'ORGANISATION', n.company, '[{"name":"吴越"},{"name":"方敏"}]', ${dayOf('i', count)},
      CASE WHEN i % 20 < 2 THEN 'open' WHEN i % 20 < 5 THEN 'decided' ELSE 'closed' END,
      jsonb_build_array(jsonb_build_object('milestone', 'FILED', 'on', ${dayOf('i', count)}, 'at', now(), 'because', null)),
      '[]', i % 50 = 0, '[]', '[]', CASE WHEN i % 20 < 2 THEN ${dayOf('i', count)} + 90 END,
      (SELECT jsonb_agg(jsonb_build_object('act', 'milestone-recorded', 'on', '2026-01-01', 'at', now(), 'agency', a.id, 'officer', '吴越', 'what', k)) FROM generate_series(1, 8) k),
      a.id, 'CITY', a.city, a.province, a.superiors::text[], ${KINDS}, ${PURPOSES}, 3
    FROM generate_series(1, ${count}) i
      JOIN bench_agency a ON a.n = (i::bigint * 7919) % ${agencies}
      JOIN bench_number n ON n.n = i`;
}

/** One lead in fifty looks like another one. */
function clustersSql(leads: number): string[] {
  const count = Math.floor(leads / 100);
  return [
    `CREATE TABLE bench_pair AS SELECT i, ${idOf('i', count, 'c')} AS id, ${idOf('(i * 100)', leads, 'a')} AS one, ${idOf('(i * 100 - 1)', leads, 'a')} AS other
     FROM generate_series(1, ${count}) i`,
    `INSERT INTO cluster (id, status, members, suggested_on, acts, version)
     SELECT p.id, 'suggested', jsonb_build_array(
       jsonb_build_object('leadId', p.one, 'submitter', l.submitter, 'state', 'suggested', 'like', p.other, 'keys', ARRAY['PATENT','NAME'], 'score', 80),
       jsonb_build_object('leadId', p.other, 'submitter', m.submitter, 'state', 'suggested', 'like', p.one, 'keys', ARRAY['PATENT','NAME'], 'score', 80)),
       l.submitted_on, '[]', 1 FROM bench_pair p JOIN lead l ON l.id = p.one JOIN lead m ON m.id = p.other`,
    `INSERT INTO cluster_lead SELECT id, unnest(ARRAY[one, other]), true FROM bench_pair`,
    `INSERT INTO cluster_reach (reach, shelf, cluster_id)
     SELECT DISTINCT reach, 'awaiting', p.id FROM bench_pair p JOIN lead ON lead.id IN (p.one, p.other)
     CROSS JOIN LATERAL (
       SELECT CASE marking_scope WHEN 'CITY' THEN 'city/' || marking_city WHEN 'PROVINCE' THEN 'province/' || marking_province ELSE 'nation' END
       UNION ALL SELECT 'agency/' || unnest(marking_owner || marking_superiors || marking_addressees)) AS of(reach)`,
    'DROP TABLE bench_pair',
  ];
}

/** One case in ten was told to ten others. */
function circularsSql(cases: number): string[] {
  const count = Math.max(1, Math.floor(cases / 10));
  return [
    `INSERT INTO circular (id, case_id, proposer, issuer, circular_no, title, body, status, proposed_on, distributed_on, acknowledge_by, acts,
       marking_owner, marking_scope, marking_city, marking_province, marking_superiors, marking_kinds, marking_purposes, marking_addressees, version)
     SELECT ${idOf('c.i', count, 'd')}, k.id, k.agency, k.marking_superiors[1], '知通〔2026〕' || c.i || '号', '假冒专利案', '在产品包装上标注他人专利号',
       'distributed', k.opened_on, k.opened_on + 1, k.opened_on + 8, '[]', k.marking_owner, 'CITY', k.marking_city, k.marking_province,
       k.marking_superiors, ${KINDS}, ARRAY['enforcement','supervision'], (SELECT array_agg(id) FROM bench_agency WHERE n % 34 = c.i % 34), 1
     FROM generate_series(1, ${count}) AS c(i) JOIN administrative_case k ON k.case_no = '知案〔2026〕' || c.i * 10 || '号'`,
    `INSERT INTO circular_recipient (circular_id, agency, acknowledge_by, acknowledged_revision, acknowledged_at)
     SELECT id, unnest(marking_addressees), acknowledge_by, 1, CASE WHEN id::text < '8' THEN proposed_on END FROM circular`,
  ];
}
