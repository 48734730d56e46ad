/** A Wednesday. */
export const NOW = '2026-11-25T10:00:00+08:00';
export const AGENCIES = 400;
/** Each is an addressee of every tenth clock. */
export const PROCURATORATES = 10;

/**
 * Statements that make so many running clocks: of 400 agencies, ending from 20 days ago to 180 days ahead, each tenth with three days
 * between its two readings. A twentieth of them is late.
 */
export function clocksSql(clocks: number): string[] {
  const made = `
    SELECT lpad(to_hex(i), 32, '0')::uuid AS id, i, 'agency-' || (i % ${AGENCIES}) AS agency,
      'proc-' || (i % ${PROCURATORATES}) AS addressee, due, due + (i % 10 = 0)::int * interval '3 days' AS late
    FROM (
      SELECT i, date_trunc('day', timestamptz '${NOW}' AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai'
        + (((i::bigint * 7919) % 200) - 20) * interval '1 day' AS due
      FROM generate_series(1, ${clocks}) i
    ) n`;
  return [
    `INSERT INTO clock_rule (id, snapshot) VALUES ('BENCH@2026-01-01#0', '${JSON.stringify(RULE)}')`,
    `INSERT INTO clock (id, subject_kind, subject_id, key, rule_id, agency, addressees, state, started_at, alarm_on, late_after, due_at,
       late_at, next_alarm, alarm_for, next_alarm_at, version)
     SELECT id, 'case', i::text, 'BENCH', 'BENCH@2026-01-01#0', agency, ARRAY[addressee], 'RUNNING', due - interval '10 days',
       (due - interval '1 day')::date, (late - interval '1 day')::date, due, late, 'LATE', late, late, 1 FROM (${made}) m`,
    `INSERT INTO clock_reader (agency, clock_id, responsible, due_at, late_at)
     SELECT agency, id, true, due, late FROM (${made}) m UNION ALL SELECT addressee, id, false, due, late FROM (${made}) m`,
    'VACUUM (ANALYZE) clock, clock_reader, clock_rule',
  ];
}

/** As large as those of the statutes. */
const RULE = {
  key: 'BENCH',
  validFrom: '2026-01-01',
  period: { kind: 'DAYS', n: 3 },
  readings: ['CALENDAR_ROLL', 'WORKDAYS'],
  responsible: 'ADMIN',
  says: { zh: '自接到报告之日起3日内决定', en: 'Decided within 3 days of the report' },
  endsWith: { zh: '作出决定', en: 'the decision' },
  suspendedWhile: null,
  extensions: [],
  basis: '国务院令第310号第5条',
  certainty: 'VERIFIED',
};
