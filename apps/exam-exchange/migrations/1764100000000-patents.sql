-- The register as examination reports it, and the questions that leads asked of it.

CREATE TABLE patent (
  number text COLLATE "C" PRIMARY KEY,          -- 202010566088.9
  type text NOT NULL CHECK (type IN ('INVENTION', 'UTILITY_MODEL', 'DESIGN', 'PCT_INVENTION', 'PCT_UTILITY_MODEL')),
  title text NOT NULL,
  filed_on date NOT NULL,
  legal_events jsonb NOT NULL,                  -- all of them, oldest first; never changed, only added to
  version integer NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 85);

-- One row per lead that names a patent, with the answer last given: when the register changes, the question is
-- answered again, so that no lead keeps a stale answer.
CREATE TABLE status_question (
  lead_id uuid PRIMARY KEY,
  patent_number text COLLATE "C" NOT NULL,
  act_on date NOT NULL,
  answer jsonb NOT NULL,
  open boolean NOT NULL,                        -- false: the lead no longer asks
  answered_at timestamptz NOT NULL
) WITH (fillfactor = 85);
CREATE INDEX status_question_patent ON status_question (patent_number) WHERE open;
