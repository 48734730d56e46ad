-- When each legal event was recorded; those from before this file, when their patent was last written.
UPDATE patent SET legal_events = (
  SELECT coalesce(jsonb_agg(CASE WHEN each ? 'recordedAt' THEN each
    ELSE each || jsonb_build_object('recordedAt', to_char(patent.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END), '[]')
  FROM jsonb_array_elements(legal_events) AS each);

-- Cases that rest on a patent, with what they were told last. A case without a patent number, or whose end is told, is not watched.
CREATE TABLE case_watch (
  case_id uuid PRIMARY KEY,
  agency text NOT NULL,
  patent_number text COLLATE "C" NOT NULL,
  as_of date NOT NULL,                          -- day of the act, else of the opening
  told jsonb NOT NULL,                          -- the answer of that day, the status of today, the legal events known
  decided boolean NOT NULL DEFAULT false,
  open boolean NOT NULL DEFAULT true,
  told_at timestamptz NOT NULL
) WITH (fillfactor = 85);
CREATE INDEX case_watch_patent ON case_watch (patent_number) WHERE open;
