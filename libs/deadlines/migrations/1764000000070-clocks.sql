-- Running clocks: what the law allows (a budget), what became of it (a ledger), and who must know.

-- A rule as it stood when a clock began; clocks of one rule share it.
CREATE TABLE clock_rule (
  id text COLLATE "C" PRIMARY KEY,             -- <key>@<valid from>#<digest of the snapshot>
  snapshot jsonb NOT NULL
);

CREATE TABLE clock (
  id uuid PRIMARY KEY,                         -- version 7: sorts by time
  subject_kind text NOT NULL,                  -- what it runs for, in the service's own words
  subject_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,               -- of the statute's clock
  rule_id text COLLATE "C" NOT NULL REFERENCES clock_rule,
  agency text NOT NULL,                        -- who must act
  addressees text[] NOT NULL,                  -- who else learns of lateness
  state text NOT NULL CHECK (state IN ('RUNNING', 'SUSPENDED', 'STOPPED')),
  started_at timestamptz NOT NULL,
  suspended_at timestamptz CHECK ((state = 'SUSPENDED') = (suspended_at IS NOT NULL)),
  stopped_at timestamptz CHECK ((state = 'STOPPED') = (stopped_at IS NOT NULL)),
  alarm_on date,                               -- earlier reading; null where the limit is a moment
  late_after date,                             -- later reading
  due_at timestamptz,                          -- end of alarm_on, or the moment; null while suspended
  late_at timestamptz,                         -- end of late_after, or the moment
  missing_year integer,                        -- the dates are provisional: this year of the calendar was not loaded
  next_alarm text CHECK (next_alarm IN ('HALF', 'DAY_BEFORE', 'DUE', 'LATE')),
  alarm_for timestamptz,                       -- the moment that alarm belongs to
  next_alarm_at timestamptz,                   -- when it is tried: later than alarm_for after a failure
  alarm_tries integer NOT NULL DEFAULT 0,
  version integer NOT NULL,                    -- number of its last ledger entry
  CHECK (state <> 'RUNNING' OR (due_at IS NOT NULL AND late_at >= due_at)),
  CHECK ((next_alarm IS NULL) = (alarm_for IS NULL) AND (next_alarm IS NULL) = (next_alarm_at IS NULL)),
  CHECK (next_alarm IS NULL OR state = 'RUNNING')
) WITH (fillfactor = 70);
-- One clock of a kind runs for a subject at a time.
CREATE UNIQUE INDEX clock_unstopped ON clock (subject_kind, subject_id, key) WHERE state <> 'STOPPED';
CREATE INDEX clock_subject ON clock (subject_kind, subject_id, started_at);
CREATE INDEX clock_next_alarm ON clock (next_alarm_at) WHERE next_alarm_at IS NOT NULL;
CREATE INDEX clock_provisional ON clock (missing_year, id) WHERE missing_year IS NOT NULL;
CREATE INDEX clock_running ON clock (id) WHERE state = 'RUNNING';

-- Who sees a running clock, in the order of its end. Rows exist while it runs.
CREATE TABLE clock_reader (
  agency text COLLATE "C" NOT NULL,
  clock_id uuid NOT NULL REFERENCES clock,
  responsible boolean NOT NULL,                -- else an addressee: sees it only when it is late
  due_at timestamptz NOT NULL,
  late_at timestamptz NOT NULL,
  PRIMARY KEY (clock_id, agency)
) WITH (fillfactor = 80);
CREATE INDEX clock_reader_due ON clock_reader (agency, due_at, clock_id) INCLUDE (late_at, responsible);

CREATE FUNCTION clock_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TABLE clock_entry (
  clock_id uuid NOT NULL REFERENCES clock,
  no integer NOT NULL,                         -- 1, 2, 3 …
  kind text NOT NULL
    CHECK (kind IN ('STARTED', 'SUSPENDED', 'RESUMED', 'EXTENDED', 'STOPPED', 'RECOMPUTED', 'ALARM')),
  at timestamptz NOT NULL,                     -- when it took effect
  entered_at timestamptz NOT NULL,             -- when it was entered here
  agency_id text,                              -- by whom; null where nobody acted: an alarm, a recomputation, an event
  officer_id text,
  basis text NOT NULL,
  reason text,
  details jsonb NOT NULL DEFAULT '{}',         -- of an extension: its key, length and approval; of an alarm: which
  before jsonb,                                -- the end as it stood; null where none was
  after jsonb,
  PRIMARY KEY (clock_id, no)
);
-- The last line of defence: an alarm of one moment is raised once.
CREATE UNIQUE INDEX clock_entry_alarm ON clock_entry (clock_id, (details ->> 'alarm'), at) WHERE kind = 'ALARM';
CREATE TRIGGER clock_entry_append_only BEFORE UPDATE OR DELETE ON clock_entry
  FOR EACH ROW EXECUTE FUNCTION clock_refuse();
CREATE TRIGGER clock_entry_no_truncate BEFORE TRUNCATE ON clock_entry
  FOR EACH STATEMENT EXECUTE FUNCTION clock_refuse();

-- Notices on the working days of a year, beyond what a release brings; the last one of a year counts.
CREATE TABLE calendar_notice (
  ord bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  year integer NOT NULL,
  notice text NOT NULL,                        -- number of the document
  weekday_holidays date[] NOT NULL,
  make_up_workdays date[] NOT NULL,
  loaded_at timestamptz NOT NULL,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  agency_id text NOT NULL,
  officer_id text,
  recomputed_to uuid,                          -- clocks up to this one were looked at again
  recomputed_at timestamptz                    -- when the last was
);
CREATE INDEX calendar_notice_year ON calendar_notice (year, ord DESC);
CREATE INDEX calendar_notice_pending ON calendar_notice (ord) WHERE recomputed_at IS NULL;
