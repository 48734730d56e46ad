-- Administrative cases as lead-reporting tells them, transfers of suspected crimes with every step, and what goes to police and
-- procuratorate. Papers are kept by name, digest and size; no suspect is named here.

CREATE TABLE administrative_case (
  case_id uuid PRIMARY KEY,
  case_no text,                                  -- null until the case was told
  agency text NOT NULL,
  area_code text COLLATE "C" NOT NULL,
  police text,                                   -- organs of the same level; null where none is registered
  procuratorate text,
  duty text NOT NULL DEFAULT 'NO_DUTY_ON_AMOUNT' CHECK (duty IN ('NO_DUTY_ON_AMOUNT', 'MUST_TRANSFER', 'MUST_TRANSFER_REASONABLE_SUSPICION')),
  duty_since date,                               -- of the first findings that carried a duty; later findings do not take it back
  grounds text[] NOT NULL DEFAULT '{}',
  basis text,
  certainty text,
  charge text,                                   -- as suspected last
  stage text NOT NULL DEFAULT 'NONE'             -- how far it came towards the police; drafts show as UNDECIDED
    CHECK (stage IN ('NONE', 'UNDECIDED', 'REFUSED', 'APPROVED', 'DELIVERED', 'RETURNED')),
  closed_on date,
  outcome text,
  version integer NOT NULL
) WITH (fillfactor = 85);
-- What the procuratorate asks: a duty, and nothing delivered.
CREATE INDEX administrative_case_untransferred ON administrative_case (procuratorate, duty_since, case_id)
  WHERE duty_since IS NOT NULL AND stage IN ('NONE', 'UNDECIDED', 'REFUSED', 'APPROVED');

-- All findings of a case, so that later ones hide nothing.
CREATE TABLE case_finding (
  case_id uuid NOT NULL REFERENCES administrative_case,
  finding_no integer NOT NULL,
  duty text NOT NULL,
  grounds text[] NOT NULL,
  basis text NOT NULL,
  certainty text NOT NULL,
  discovered_on date,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, finding_no)
);

-- Decisions with a fine; flagged where a transfer barred it or a duty stood against it (以罚代刑).
CREATE TABLE case_fine (
  decision_id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES administrative_case,
  transfer_id uuid,
  decision_no text NOT NULL,
  decision_on date NOT NULL,
  fine_fen bigint NOT NULL CHECK (fine_fen > 0),
  flag text CHECK (flag IN ('WHILE_BARRED', 'DUTY_NOT_TRANSFERRED', 'AFTER_CRIMINAL_FINE')),
  basis text,                                    -- of the flag
  noted_at timestamptz NOT NULL,
  annulled_on date
);
CREATE INDEX case_fine_case ON case_fine (case_id, decision_on);

CREATE TABLE transfer (
  id uuid PRIMARY KEY,                           -- version 7: sorts by time
  case_id uuid NOT NULL REFERENCES administrative_case,
  case_no text,
  agency text NOT NULL,
  area_code text COLLATE "C" NOT NULL,
  police text,
  procuratorate text,
  higher_procuratorate text,
  state text NOT NULL,
  step_no integer NOT NULL,                      -- of the last step
  stepped_at timestamptz NOT NULL,               -- when that took effect
  opened_on date NOT NULL,
  charge text,
  duty text NOT NULL,
  grounds text[] NOT NULL,
  basis text,
  certainty text,
  round_from integer NOT NULL,                   -- step with which the present task force began: its report is signed anew
  draft_from integer,                            -- step with which an undecided draft began: the agency's own until decided
  approved_at timestamptz,
  delivered_at timestamptz,
  received_at timestamptz,
  filing_ordered boolean NOT NULL DEFAULT false,
  criminal_fine boolean NOT NULL DEFAULT false,
  fine_barred boolean NOT NULL DEFAULT false,
  due_at timestamptz NOT NULL,                   -- end of the limit that ends first; 9999-12-31 where none runs
  due_key text,
  due_organ text,
  closed_on date,
  version integer NOT NULL
) WITH (fillfactor = 70);
-- One transfer of a case at a time.
CREATE UNIQUE INDEX transfer_open ON transfer (case_id) WHERE closed_on IS NULL;
CREATE INDEX transfer_case ON transfer (case_id, id);
CREATE INDEX transfer_case_no ON transfer (case_no);

-- Who may open a transfer, each with its own worklist.
CREATE TABLE transfer_reader (
  organ text NOT NULL,
  transfer_id uuid NOT NULL REFERENCES transfer,
  seat text NOT NULL CHECK (seat IN ('ADMIN', 'POLICE', 'PROC')),
  since timestamptz NOT NULL,
  until_step integer,                            -- last step shown; null while it is the organ of the transfer
  state text NOT NULL,
  due_at timestamptz NOT NULL,
  owes boolean NOT NULL,                         -- the limit that ends first is this organ's
  closed boolean NOT NULL,
  last_read_at timestamptz,
  last_read_step integer,
  PRIMARY KEY (transfer_id, organ)
) WITH (fillfactor = 70);
CREATE INDEX transfer_reader_open ON transfer_reader (organ, due_at, transfer_id) WHERE NOT closed;
CREATE INDEX transfer_reader_owes ON transfer_reader (organ, due_at, transfer_id) WHERE owes AND NOT closed;
CREATE INDEX transfer_reader_state ON transfer_reader (organ, state, due_at, transfer_id);
CREATE INDEX transfer_reader_all ON transfer_reader (organ, due_at, transfer_id);

CREATE FUNCTION transfer_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TABLE transfer_step (
  transfer_id uuid NOT NULL REFERENCES transfer,
  no integer NOT NULL,
  step text NOT NULL,                            -- event of the state table
  state_before text,
  state_now text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('ADMIN', 'ADMIN_HEAD', 'POLICE', 'PROC', 'COURT')),
  organ text NOT NULL,
  officer jsonb,                                 -- {id, name, signedIn}; null where a system took it for findings
  entered_by text NOT NULL,                      -- organ that entered it: another one where paper or a court's judgment is registered
  source text NOT NULL CHECK (source IN ('HTTP', 'KAFKA', 'PAPER', 'EVENT', 'ACKNOWLEDGEMENT')),
  external_no text COLLATE "C",                  -- the sender's own number
  content_digest text COLLATE "C" NOT NULL,
  document_type text,
  document_no text,
  reasons text,
  document_ids uuid[] NOT NULL DEFAULT '{}',
  details jsonb NOT NULL DEFAULT '{}',           -- what else its form asks
  shown_to text[] NOT NULL,
  taken_at timestamptz NOT NULL,                 -- entered here
  effective_at timestamptz NOT NULL,             -- signed, delivered, decided
  due_on date,                                   -- of the limit that ended first after it
  basis text NOT NULL,
  certainty text NOT NULL,
  PRIMARY KEY (transfer_id, no)
);
CREATE UNIQUE INDEX transfer_step_external ON transfer_step (entered_by, external_no) WHERE external_no IS NOT NULL;
CREATE TRIGGER transfer_step_append_only BEFORE UPDATE OR DELETE ON transfer_step
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();
CREATE TRIGGER transfer_step_no_truncate BEFORE TRUNCATE ON transfer_step
  FOR EACH STATEMENT EXECUTE FUNCTION transfer_refuse();

CREATE TABLE transfer_document (
  id uuid PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES transfer,
  owner text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  document_no text,
  media_type text,
  sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes BETWEEN 1 AND 1073741824),
  reference text,                                -- of the uploaded file; null where only its digest is known here
  added_by jsonb NOT NULL,
  added_at timestamptz NOT NULL
);
CREATE INDEX transfer_document_transfer ON transfer_document (transfer_id, id);
CREATE TRIGGER transfer_document_append_only BEFORE UPDATE OR DELETE ON transfer_document
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();

-- Officers who signed a transfer report, by its digest.
CREATE TABLE report_signature (
  transfer_id uuid NOT NULL REFERENCES transfer,
  document_id uuid NOT NULL REFERENCES transfer_document,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  after_step integer NOT NULL,                   -- with which the round began that it was signed in
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (document_id, officer_id, after_step)
);
CREATE TRIGGER report_signature_append_only BEFORE UPDATE OR DELETE ON report_signature
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();

-- What the procuratorate received, written in the transaction of the act it watches.
CREATE TABLE procuratorate_copy (
  id uuid PRIMARY KEY,
  procuratorate text NOT NULL,
  case_id uuid NOT NULL,
  transfer_id uuid,
  step_no integer,
  kind text NOT NULL CHECK (kind IN ('LETTER', 'DECISION', 'FINE', 'LATE')),
  content jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX procuratorate_copy_list ON procuratorate_copy (procuratorate, id);
CREATE INDEX procuratorate_copy_case ON procuratorate_copy (case_id, id);
CREATE TRIGGER procuratorate_copy_append_only BEFORE UPDATE OR DELETE ON procuratorate_copy
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();
CREATE TRIGGER procuratorate_copy_no_truncate BEFORE TRUNCATE ON procuratorate_copy
  FOR EACH STATEMENT EXECUTE FUNCTION transfer_refuse();

-- Packages and notices on their way to police organs. The id stays the same however often one is sent.
CREATE TABLE delivery (
  id uuid PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES transfer,
  step_no integer,                               -- the step it tells; null for the case itself until it has arrived
  kind text NOT NULL CHECK (kind IN ('TRANSFER', 'NOTICE')),
  sender text NOT NULL,
  recipient text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('http', 'kafka', 'paper')),
  body text NOT NULL,                            -- the same bytes at every attempt
  digest text COLLATE "C" NOT NULL,
  step_input jsonb,                              -- TRANSFER: the step to be taken when it arrives
  ordered_by jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('WAITING', 'SENT', 'ARRIVED', 'BY_HAND')),
  waiting_since timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  failure text,                                  -- code of the last failure
  arrived_at timestamptz,
  acknowledgement jsonb,
  version integer NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX delivery_due ON delivery (recipient, id) WHERE status = 'WAITING';
CREATE INDEX delivery_transfer ON delivery (transfer_id, id);
CREATE INDEX delivery_sender ON delivery (sender, id);
-- One package of a case at a time.
CREATE UNIQUE INDEX delivery_transfer_open ON delivery (transfer_id, recipient) WHERE kind = 'TRANSFER' AND status IN ('WAITING', 'SENT');

-- How far the answers of a police system were polled.
CREATE TABLE answer_cursor (
  organ text PRIMARY KEY,
  cursor text NOT NULL,
  polled_at timestamptz NOT NULL
);
