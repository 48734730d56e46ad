-- Circulars: a handled case, checked by a superior agency, told to others; and what each of them did with it.

CREATE TABLE circular (
  id uuid PRIMARY KEY,                           -- version 7: sorts by time
  case_id uuid NOT NULL,
  proposer text COLLATE "C" NOT NULL,
  issuer text COLLATE "C",                       -- null until it is distributed or returned
  circular_no text COLLATE "C",
  title text NOT NULL,
  body text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  status text NOT NULL CHECK (status IN ('proposed', 'returned', 'distributed', 'withdrawn')),
  proposed_on date NOT NULL,
  distributed_on date,
  acknowledge_by date,
  ended_on date,
  ended_because text,
  acts jsonb NOT NULL,
  marking_owner text NOT NULL,
  marking_scope text NOT NULL CHECK (marking_scope IN ('CITY', 'PROVINCE', 'NATION', 'PARTNER')),
  marking_city text NOT NULL,
  marking_province text NOT NULL,
  marking_superiors text[] NOT NULL DEFAULT '{}',
  marking_kinds text[] NOT NULL,
  marking_purposes text[] NOT NULL,
  marking_addressees text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL,
  UNIQUE (issuer, circular_no)
) WITH (fillfactor = 85);
CREATE INDEX circular_case ON circular (case_id);
CREATE INDEX circular_proposer ON circular (proposer, id);
CREATE INDEX circular_issuer ON circular (issuer, id);
CREATE INDEX circular_waiting ON circular (id) WHERE status = 'proposed';

CREATE TABLE circular_recipient (
  circular_id uuid NOT NULL REFERENCES circular,
  agency text COLLATE "C" NOT NULL,
  acknowledge_by date NOT NULL,
  acknowledged_revision integer NOT NULL DEFAULT 0,
  acknowledged_at timestamptz,
  acknowledged_by text,
  outcome text CHECK (outcome IN ('NO_CASE', 'FILED', 'MERGED', 'RETURNED')),
  outcome_case_id uuid,
  outcome_note text,
  outcome_at timestamptz,
  reminded_at timestamptz,
  reminders integer NOT NULL DEFAULT 0,
  PRIMARY KEY (circular_id, agency)
) WITH (fillfactor = 80);
CREATE INDEX circular_recipient_agency ON circular_recipient (agency, circular_id);
-- Who is silent, the longest first.
CREATE INDEX circular_silent ON circular_recipient (acknowledge_by, circular_id) WHERE acknowledged_at IS NULL;
