-- The consuming half of libs/messaging: positions, stream marks, what is parked. PostgreSQL 17 or newer.

-- How far this service has come in a partition. Advanced by compare-and-set in the transaction of the effects.
CREATE TABLE inbox_position (
  topic text COLLATE "C" NOT NULL,
  partition integer NOT NULL,
  cluster_id text NOT NULL,                -- of the log the offset belongs to
  next_offset bigint NOT NULL,
  last_record text,                        -- identity of the record at next_offset - 1; null where none was applied
  began text NOT NULL CHECK (began IN ('start', 'now', 'export')),
  owner uuid,                              -- the subscriber at work; left behind by one that was killed
  attempt_offset bigint,                   -- after an unclean stop: the record tried, counted before each try
  attempts integer NOT NULL DEFAULT 0,
  strangers bigint NOT NULL DEFAULT 0,     -- records that were none of ours
  stopped text,                            -- why the partition does not go on; null while it does
  advanced_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The types this service has handlers of; a new one must say how it begins when events of it have passed.
CREATE TABLE inbox_type (
  type text COLLATE "C" PRIMARY KEY,
  topic text COLLATE "C" NOT NULL,
  began text NOT NULL CHECK (began IN ('start', 'now', 'export')),
  began_at timestamptz NOT NULL DEFAULT now()
);

-- The last event of each stream that was applied here, and whether the stream is parked.
CREATE TABLE inbox_mark (
  stream_id text COLLATE "C" PRIMARY KEY,  -- <topic>/<key>
  number bigint NOT NULL,
  event_id text,                           -- null where the history before is unknown: any predecessor fits
  epoch integer NOT NULL,
  parked text CHECK (parked IN ('waiting', 'forked', 'refused', 'failed', 'fatal')),
  known_number bigint,                     -- of a waiting stream: the highest number known to exist
  parked_at timestamptz,
  asked_at timestamptz,                    -- when the missing numbers were last asked for
  asked integer NOT NULL DEFAULT 0
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX inbox_mark_parked ON inbox_mark (parked, stream_id) WHERE parked IS NOT NULL;

-- Events set aside, as they came.
CREATE TABLE parked_event (
  stream_id text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  event_id text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  log_offset bigint NOT NULL,
  appended_at timestamptz NOT NULL,
  record_key text,
  value bytea,
  headers jsonb NOT NULL,
  reason text NOT NULL,                    -- waiting, forked, refused, failed, fatal; behind: the stream was parked already
  code text,
  error text,
  attempts integer NOT NULL DEFAULT 0,
  parked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream_id, number, event_id)
);

-- What operators decided: kept for ever, with the event as it came.
CREATE TABLE given_up_event (
  LIKE parked_event INCLUDING DEFAULTS,
  given_up_at timestamptz NOT NULL DEFAULT now(),
  given_up_by text NOT NULL,
  given_up_because text NOT NULL
);
CREATE INDEX given_up_event_stream ON given_up_event (stream_id, number);

-- Records that carry no event of ours: rubbish, other formats. The first 10,000 of a partition are kept.
CREATE TABLE parked_record (
  topic text COLLATE "C" NOT NULL,
  partition integer NOT NULL,
  log_offset bigint NOT NULL,
  appended_at timestamptz NOT NULL,
  record_key text,
  value bytea,                             -- the first 16 KB
  size integer NOT NULL,
  headers jsonb NOT NULL,
  reason text NOT NULL,
  parked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition, log_offset)
);

-- An import of a producer's state that is under way or done.
CREATE TABLE inbox_export (
  topic text COLLATE "C" PRIMARY KEY,
  cluster_id text NOT NULL,
  ends jsonb NOT NULL,                     -- partition -> offset to go on from
  cursor text,                             -- key of the last stream imported
  streams bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
