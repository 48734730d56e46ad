-- The producing half of libs/messaging: numbered streams, the journal of events, pointers to what is unsent.
-- PostgreSQL 17 or newer.

CREATE TABLE stream (
  stream_id text COLLATE "C" PRIMARY KEY,      -- <topic>/<key>
  topic text NOT NULL,
  partition integer NOT NULL,                  -- fixed at birth
  last_number bigint NOT NULL,
  last_event_id uuid NOT NULL,
  last_event_id_before uuid,                   -- as it was before the last append: what RETURNING hands on as predecessor
  epoch integer NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The journal: the durable copy of every event, kept as long as the log keeps it. One table partition a day.
CREATE SEQUENCE event_ord CACHE 1;
-- Ordinals of what goes ahead of everything unsent: checkpoints.
CREATE SEQUENCE event_ord_ahead CACHE 1 MINVALUE -4000000000000000 MAXVALUE -1 START -4000000000000000;
CREATE TABLE event (
  ord bigint NOT NULL DEFAULT nextval('event_ord'),  -- drawn while the stream row is locked
  day date NOT NULL,                                 -- UTC
  event_id uuid NOT NULL,
  stream_id text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  epoch integer NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  schema_id integer NOT NULL,
  previous_id uuid,
  occurred_at timestamptz NOT NULL,
  traceparent text,
  payload bytea NOT NULL,
  PRIMARY KEY (ord, day)
) PARTITION BY RANGE (day);
ALTER SEQUENCE event_ord OWNED BY event.ord;
-- Re-sends and people look an event up by its place in a stream.
CREATE INDEX event_stream_number ON event (stream_id, number);
-- Catches what would fall beyond the partitions made ahead; emptied when its day gets a partition.
CREATE TABLE event_default PARTITION OF event DEFAULT;

-- What is unsent: a pointer into the journal, deleted once the log answered.
CREATE TABLE outbox (
  topic text COLLATE "C" NOT NULL,
  partition integer NOT NULL,
  ord bigint NOT NULL,
  day date NOT NULL,
  size integer NOT NULL,
  PRIMARY KEY (topic, partition, ord)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000, autovacuum_vacuum_cost_delay = 0);

-- What the relay must know of a schema to write the headers of its events, whatever version the relay is of.
CREATE TABLE event_schema (
  schema_id integer PRIMARY KEY,
  type text NOT NULL,
  fingerprint text NOT NULL
);

-- Topics this service produces. A topic's partition count never changes.
CREATE TABLE produced_topic (
  topic text COLLATE "C" PRIMARY KEY,
  partitions integer NOT NULL CHECK (partitions > 0)
);

-- Every event of the partition up to `covered_ord` was sent and is named by a checkpoint.
CREATE TABLE checkpoint_mark (
  topic text COLLATE "C" NOT NULL,
  partition integer NOT NULL,
  covered_ord bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)
);

-- One row: what the relay last counted, and the epoch that `xianjie restored` raises.
CREATE TABLE relay_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch integer NOT NULL DEFAULT 1,
  outbox_size bigint NOT NULL DEFAULT 0,
  counted_ord bigint NOT NULL DEFAULT 0,  -- event_ord when it was counted
  counted_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
INSERT INTO relay_state DEFAULT VALUES;

-- Numbers, chains and stores events, in the order given. Stream rows are locked in the order of their ids, so that
-- transactions of many streams queue and do not deadlock. Nested loops would be quadratic for big batches, and the
-- plan is made once, before the size is known.
CREATE FUNCTION append_events(
  ids uuid[], streams text[], topics text[], partitions integer[], schemas integer[],
  payloads bytea[], times timestamptz[], traces text[], ahead boolean
) RETURNS void LANGUAGE plpgsql SET enable_nestloop = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  WITH given AS MATERIALIZED (
    SELECT at, id, stream_id, topic, partition, schema_id, payload, occurred_at, traceparent,
           row_number() OVER of_stream AS nth,
           lag(id) OVER of_stream AS previous_id
    FROM unnest(ids, streams, topics, partitions, schemas, payloads, times, traces) WITH ORDINALITY
      AS u(id, stream_id, topic, partition, schema_id, payload, occurred_at, traceparent, at)
    WINDOW of_stream AS (PARTITION BY stream_id COLLATE "C" ORDER BY at)
  ), ends AS (
    SELECT DISTINCT ON (stream_id COLLATE "C") stream_id COLLATE "C" AS stream_id, topic, partition, nth, id
    FROM given ORDER BY stream_id COLLATE "C", nth DESC
  ), counted AS (
    INSERT INTO stream AS s (stream_id, topic, partition, last_number, last_event_id, epoch)
    SELECT ends.stream_id, ends.topic, ends.partition, ends.nth, ends.id, (SELECT epoch FROM relay_state)
    FROM ends ORDER BY ends.stream_id
    ON CONFLICT (stream_id) DO UPDATE SET
      last_number = s.last_number + excluded.last_number,
      last_event_id_before = s.last_event_id,
      last_event_id = excluded.last_event_id,
      epoch = excluded.epoch
    RETURNING s.stream_id, s.partition, s.epoch, s.last_number, s.last_event_id, s.last_event_id_before
  ), placed AS (
    SELECT given.*, counted.partition AS home, counted.epoch, counted.last_event_id_before,
           counted.last_number - max(nth) OVER (PARTITION BY counted.stream_id) + nth AS number
    FROM given JOIN counted ON counted.stream_id = given.stream_id COLLATE "C"
    ORDER BY at
  ), written AS (
    INSERT INTO event (ord, day, event_id, stream_id, number, epoch, topic, partition, schema_id, previous_id, occurred_at, traceparent, payload)
    SELECT CASE WHEN ahead THEN nextval('event_ord_ahead') ELSE nextval('event_ord') END, (clock_timestamp() AT TIME ZONE 'UTC')::date, id, stream_id, number, epoch, topic, home,
           schema_id, coalesce(previous_id, last_event_id_before), occurred_at, traceparent, payload
    FROM placed
    RETURNING topic, partition, ord, day, octet_length(payload) AS size
  )
  INSERT INTO outbox (topic, partition, ord, day, size) SELECT topic, partition, ord, day, size FROM written;
END $$;

-- Makes the journal's partitions of today and the days ahead; what the default partition caught of them moves over.
-- Answers how many were made.
CREATE FUNCTION make_event_days(ahead integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  today date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
  wanted date;
  name text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('xianjie.event_days'));
  FOR wanted IN
    SELECT generate_series(today, today + ahead, interval '1 day')::date
    UNION SELECT DISTINCT day FROM event_default
    ORDER BY 1
  LOOP
    name := 'event_' || to_char(wanted, 'YYYYMMDD');
    CONTINUE WHEN to_regclass(name) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', name);
    -- Payloads are small and already compact: compressing them costs more than it saves.
    EXECUTE format('ALTER TABLE %I ALTER payload SET STORAGE EXTERNAL', name);
    LOCK TABLE event_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('WITH moved AS (DELETE FROM event_default WHERE day = %L RETURNING *) INSERT INTO %I SELECT * FROM moved', wanted, name);
    EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, wanted, wanted + 1);
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

-- Drops whole days older than `days`, but none of which something is unsent. Answers how many were dropped.
CREATE FUNCTION drop_event_days(days integer) RETURNS integer LANGUAGE plpgsql SET lock_timeout = '300ms' AS $$
DECLARE
  oldest date := (clock_timestamp() AT TIME ZONE 'UTC')::date - days;
  name text;
  its_day date;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('xianjie.event_days'));
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'event'::regclass AND c.relname ~ '^event_\d{8}$' ORDER BY 1
  LOOP
    its_day := to_date(right(name, 8), 'YYYYMMDD');
    EXIT WHEN its_day >= oldest;
    CONTINUE WHEN EXISTS (SELECT FROM outbox WHERE day = its_day);
    EXECUTE format('DROP TABLE %I', name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

SELECT make_event_days(3);
