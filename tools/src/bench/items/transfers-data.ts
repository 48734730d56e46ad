import type { Agency } from '@xianjie/identity';
import { type ClockKey, clockRule } from '@xianjie/statutes';
import type { Lab } from '../lab/lab.js';
import { CLOSED, OPEN, type Path, stateOf, stepsOf } from './transfer-paths.js';

const NOW = '2026-11-25 10:00+08';
const NO_LIMIT = '9999-12-31T00:00:00Z';
/** So many of a hundred are under way. */
const OPEN_SHARE = 12;
/** One in so many is looked at in full: what it says is sealed by the service itself. A prime, so that all ways are among them. */
const LOOKED_AT = 997;

/** Transfers of all prefectures over five years, as case-transfer keeps them, written past its interface. */
export async function fillTransfers(
  lab: Lab,
  url: string,
  prefectures: readonly Agency[],
  count: number,
): Promise<void> {
  await lab.script(url, [
    {
      text: 'CREATE TABLE bench_agency AS SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) AS a(n, id, area)',
      values: [
        prefectures.map((_each, n) => n),
        prefectures.map(({ id }) => id),
        prefectures.map(({ area }) => area),
      ],
    },
    {
      text: 'CREATE TABLE bench_path AS SELECT * FROM jsonb_to_recordset($1) AS p(name text, nth int, closed boolean, state text, steps int, limits int, running text)',
      values: [JSON.stringify(pathRows())],
    },
    {
      text: 'CREATE TABLE bench_step AS SELECT * FROM jsonb_to_recordset($1) AS s(path text, no int, event text, before text, now text, actor text, basis text, certainty text)',
      values: [JSON.stringify(stepRows())],
    },
    {
      text: 'CREATE TABLE bench_limit AS SELECT * FROM jsonb_to_recordset($1) AS l(path text, nth int, key text, running boolean)',
      values: [JSON.stringify(limitRows())],
    },
    {
      text: `INSERT INTO clock_rule (id, snapshot) SELECT key || '@bench', snapshot FROM jsonb_to_recordset($1) AS r(key text, snapshot jsonb)`,
      values: [JSON.stringify(ruleRows())],
    },
    ...[transfersSql(count, prefectures.length), ...CASES, ...CLOCKS, ...PAPERS].map((text) => ({ text })),
    ...['bench_transfer', 'bench_agency', 'bench_path', 'bench_step', 'bench_limit'].map((name) => ({
      text: `DROP TABLE ${name}`,
    })),
    { text: 'VACUUM ANALYZE' },
  ]);
}

/** Ids of transfers that an organ looks at in full, newest first. */
export function lookedAtSql(seat: string): string {
  return `SELECT r.organ, r.transfer_id AS id FROM transfer_reader r JOIN transfer_key k USING (transfer_id)
    WHERE r.seat = '${seat}' ORDER BY r.transfer_id DESC`;
}

/** What the service has yet to seal of those looked at. */
export const UNSEALED = `SELECT (SELECT count(*) FROM transfer_step WHERE sealed IS NULL) + (SELECT count(*) FROM transfer_document WHERE sealed IS NULL)
  + (SELECT count(*) FROM delivery WHERE sealed IS NULL) AS count`;

function pathRows() {
  const row = (path: Path, nth: number, closed: boolean) => ({
    ...{ name: path.name, nth, closed, state: stateOf(path), steps: path.events.length },
    ...{ limits: path.stopped.length, running: path.running },
  });
  return [
    ...CLOSED.map((path, nth) => row(path, nth, true)),
    ...OPEN.map((path, nth) => row(path, nth, false)),
  ];
}

const stepRows = () =>
  [...CLOSED, ...OPEN].flatMap((path) => stepsOf(path).map((each) => ({ path: path.name, ...each })));

function limitRows() {
  return [...CLOSED, ...OPEN].flatMap(({ name, stopped, running }) => [
    ...stopped.map((key, nth) => ({ path: name, nth, key, running: false })),
    ...(running ? [{ path: name, nth: stopped.length, key: running, running: true }] : []),
  ]);
}

function ruleRows() {
  const keys = new Set(limitRows().map(({ key }) => key));
  return [...keys].map((key) => {
    const {
      validFrom,
      period,
      readings,
      responsible,
      says,
      endsWith,
      suspendedWhile,
      extensions,
      basis,
      certainty,
    } = clockRule(key as ClockKey, '2026-11-01');
    const snapshot = {
      key,
      validFrom,
      period,
      readings,
      responsible,
      says,
      endsWith,
      suspendedWhile,
      extensions,
      basis,
      certainty,
    };
    return { key, snapshot };
  });
}

/** One row for each transfer, from which all its others are made. Three in four closed ones were refused. */
function transfersSql(count: number, prefectures: number): string {
  return `CREATE TABLE bench_transfer AS
    SELECT i, (lpad(to_hex((extract(epoch FROM timestamptz '${NOW}') * 1000)::bigint - (${count} - i)::bigint * 157000), 12, '0') || '7000a' || lpad(to_hex(i), 15, '0'))::uuid AS id,
      (lpad(to_hex(i), 12, '0') || '7000b' || lpad(to_hex(i), 15, '0'))::uuid AS case_id,
      a.id AS agency, a.area, 'police-' || a.area AS police, 'proc-' || a.area AS proc, p.name AS path, p.state, p.steps, p.closed,
      p.state IN ('TASK_FORCE', 'AWAIT_APPROVAL') AS draft, p.running, i % ${LOOKED_AT} = 0 AS looked_at,
      timestamptz '${NOW}' - (${count} - i)::bigint * 157 * interval '1 second' AS opened,
      CASE WHEN p.running IS NULL THEN timestamptz '${NO_LIMIT}' ELSE timestamptz '${NOW}' + (((i::bigint * 7919) % 70) - 10) * interval '1 day' END AS due
    FROM generate_series(1, ${count}) i
      JOIN bench_agency a ON a.n = (i::bigint * 7919) % ${prefectures}
      JOIN bench_path p ON p.closed = (i % 100 >= ${OPEN_SHARE})
        AND p.nth = CASE WHEN i % 100 < ${OPEN_SHARE} THEN (i / 100) % ${OPEN.length} WHEN i % 4 = 0 THEN 0 ELSE 1 END`;
}

const OWES = `CASE WHEN running = 'POLICE_FILING_3D' THEN police WHEN running IS NOT NULL THEN agency END`;

const CASES = [
  `INSERT INTO administrative_case (case_id, case_no, agency, area_code, police, procuratorate, duty, duty_since, grounds, basis, certainty, charge, stage, version)
   SELECT case_id, '知案〔2026〕' || i || '号', agency, area, police, proc, 'MUST_TRANSFER', opened::date, '{AMOUNT}', '法释〔2025〕5号第10条', 'RECALLED', '假冒专利罪',
     CASE WHEN draft THEN 'UNDECIDED' WHEN path = 'refused' THEN 'REFUSED' WHEN state = 'AWAIT_DELIVERY' THEN 'APPROVED' WHEN closed THEN 'RETURNED' ELSE 'DELIVERED' END, 3
   FROM bench_transfer`,
  `INSERT INTO transfer (id, case_id, case_no, agency, area_code, police, procuratorate, state, step_no, stepped_at, opened_on, charge, duty, grounds, basis,
     certainty, round_from, draft_from, fine_barred, due_at, due_key, due_organ, closed_on, version)
   SELECT id, case_id, '知案〔2026〕' || i || '号', agency, area, police, proc, state, steps, opened + steps * interval '1 day', opened::date, '假冒专利罪', 'MUST_TRANSFER',
     '{AMOUNT}', '法释〔2025〕5号第10条', 'RECALLED', 1, CASE WHEN draft THEN 1 END, NOT closed AND NOT draft, due, running, ${OWES},
     CASE WHEN closed THEN opened::date + 30 END, steps FROM bench_transfer`,
  `INSERT INTO transfer_reader (organ, transfer_id, seat, since, state, due_at, owes, closed, last_read_at, last_read_step)
   SELECT s.organ, t.id, s.seat, t.opened, CASE WHEN t.draft AND s.seat <> 'ADMIN' THEN 'UNDECIDED' ELSE t.state END,
     CASE WHEN t.draft AND s.seat <> 'ADMIN' THEN timestamptz '${NO_LIMIT}' ELSE t.due END, coalesce(s.organ = ${OWES}, false), t.closed, t.opened, t.steps
   FROM bench_transfer t CROSS JOIN LATERAL (VALUES (t.agency, 'ADMIN'), (t.proc, 'PROC'), (CASE WHEN t.steps > 3 AND path <> 'refused' THEN t.police END, 'POLICE')) AS s(organ, seat)
   WHERE s.organ IS NOT NULL`,
  `INSERT INTO transfer_step (transfer_id, no, step, state_before, state_now, actor_kind, organ, officer, entered_by, source, content_digest, document_type,
     document_no, reasons, details, shown_to, taken_at, effective_at, basis, certainty, sealed)
   SELECT t.id, s.no, s.event, s.before, s.now, s.actor, o.organ, '{"id":"wu","name":"吴越","signedIn":true}', o.organ, 'HTTP', md5(t.i::text) || md5(s.no::text),
     'NOTICE', '某字〔2026〕' || t.i || '-' || s.no || '号', CASE WHEN t.looked_at THEN '数额已达追诉标准，移送公安机关审查立案' END,
     CASE WHEN t.looked_at THEN '{"seizedItems":3}'::jsonb ELSE '{}' END, '{ADMIN,POLICE,PROC}', t.opened + s.no * interval '1 day', t.opened + s.no * interval '1 day',
     s.basis, s.certainty, CASE WHEN NOT t.looked_at THEN '\\x00'::bytea END
   FROM bench_transfer t JOIN bench_step s ON s.path = t.path
     CROSS JOIN LATERAL (SELECT CASE s.actor WHEN 'POLICE' THEN t.police WHEN 'PROC' THEN t.proc ELSE t.agency END AS organ) o`,
];

const CLOCKS = [
  `INSERT INTO clock (id, subject_kind, subject_id, key, rule_id, agency, addressees, state, started_at, stopped_at, alarm_on, late_after, due_at, late_at, version)
   SELECT (lpad(to_hex(t.i), 12, '0') || '7' || lpad(to_hex(l.nth), 3, '0') || 'c' || lpad(to_hex(t.i), 15, '0'))::uuid, 'transfer', t.id::text, l.key, l.key || '@bench',
     t.agency, ARRAY[t.proc], CASE WHEN l.running THEN 'RUNNING' ELSE 'STOPPED' END, t.opened + l.nth * interval '1 day',
     CASE WHEN NOT l.running THEN t.opened + (l.nth + 1) * interval '1 day' END, e.due::date, e.due::date + 2, e.due, e.due + interval '2 days', 1
   FROM bench_transfer t JOIN bench_limit l ON l.path = t.path
     CROSS JOIN LATERAL (SELECT CASE WHEN l.running THEN t.due ELSE t.opened + (l.nth + 3) * interval '1 day' END AS due) e`,
  `INSERT INTO clock_reader (agency, clock_id, responsible, due_at, late_at)
   SELECT agency, id, true, due_at, late_at FROM clock WHERE state = 'RUNNING'`,
  `INSERT INTO clock_entry (clock_id, no, kind, at, entered_at, basis) SELECT id, 1, 'STARTED', started_at, started_at, '国务院令第310号第5条' FROM clock`,
];

const PAPERS = [
  `INSERT INTO transfer_document (id, transfer_id, owner, kind, name, document_no, media_type, sha256, bytes, added_by, added_at, sealed)
   SELECT (lpad(to_hex(t.i), 12, '0') || '7' || lpad(to_hex(k.nth), 3, '0') || 'd' || lpad(to_hex(t.i), 15, '0'))::uuid, t.id, t.agency, k.kind,
     CASE WHEN t.looked_at THEN k.kind || '.pdf' END, NULL, 'application/pdf', md5(t.i::text) || md5(k.kind), 218400, '{"id":"wu","name":"吴越"}', t.opened,
     CASE WHEN NOT t.looked_at THEN '\\x00'::bytea END
   FROM bench_transfer t
     JOIN (VALUES (0, 'TRANSFER_REPORT', 2), (1, 'TRANSFER_LETTER', 4), (2, 'INVESTIGATION_REPORT', 4), (3, 'ARTICLE_LIST', 4), (4, 'OTHER', 4)) AS k(nth, kind, after)
       ON t.steps >= k.after AND (t.path <> 'refused' OR k.nth = 0)`,
  `INSERT INTO delivery (id, transfer_id, step_no, kind, sender, recipient, channel, body, digest, ordered_by, status, waiting_since, attempts, next_attempt_at,
     arrived_at, version, sealed)
   SELECT (lpad(to_hex(i), 12, '0') || '7000e' || lpad(to_hex(i), 15, '0'))::uuid, id, 4, 'TRANSFER', agency, police, 'http',
     CASE WHEN looked_at THEN '{"caseNo":"' || i || '"}' END, md5(i::text) || md5(i::text), '{"id":"wu","name":"吴越"}', 'ARRIVED', opened, 1, opened, opened, 2,
     CASE WHEN NOT looked_at THEN '\\x00'::bytea END
   FROM bench_transfer WHERE steps > 3 AND path <> 'refused'`,
  `INSERT INTO procuratorate_copy (id, procuratorate, case_id, transfer_id, step_no, kind, content, at, sealed)
   SELECT (lpad(to_hex((extract(epoch FROM opened) * 1000)::bigint), 12, '0') || '7000f' || lpad(to_hex(i), 15, '0'))::uuid, proc, case_id, id, 3, 'DECISION',
     CASE WHEN looked_at THEN '{"step":"APPROVED"}'::jsonb END, opened, CASE WHEN NOT looked_at THEN '\\x00'::bytea END
   FROM bench_transfer WHERE NOT draft`,
];
