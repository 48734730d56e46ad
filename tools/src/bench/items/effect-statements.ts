/** The effect of an event, the same for all sides. `ord` tells in which order they came. */
export const EFFECT_TABLE = `
  CREATE TABLE effect (
    ord bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead_id text NOT NULL,
    number integer NOT NULL,
    event_id text NOT NULL,
    patent_number text
  )`;

export const INSERT_ONE =
  'INSERT INTO effect (lead_id, number, event_id, patent_number) VALUES ($1, $2, $3, $4)';

export const INSERT_MANY = `
  INSERT INTO effect (lead_id, number, event_id, patent_number)
  SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[])`;

/** What was lost, doubled or reordered, and from the first commit to the last how many effects a second there were. */
export const EFFECT_FACTS = `
  WITH facts AS (
    SELECT number, event_id, row_number() OVER (PARTITION BY lead_id ORDER BY ord) AS expected,
           pg_xact_commit_timestamp(xmin) AS committed
    FROM effect
  ), span AS (SELECT min(committed) AS first, max(committed) AS last FROM facts)
  SELECT count(*)::int AS events,
         (count(*) - count(DISTINCT event_id))::int AS doubles,
         (count(*) FILTER (WHERE number <> expected))::int AS reordered,
         (count(*) FILTER (WHERE committed > first) / extract(epoch FROM max(last) - min(first)))::float8 AS per_second
  FROM facts, span`;
