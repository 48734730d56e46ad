-- Two more ways to a police organ: signed packages in the directory of a front-end node 前置机, and a provincial platform.
ALTER TABLE delivery DROP CONSTRAINT delivery_channel_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('http', 'kafka', 'directory', 'platform', 'paper'));
ALTER TABLE transfer_step DROP CONSTRAINT transfer_step_source_check;
ALTER TABLE transfer_step ADD CONSTRAINT transfer_step_source_check
  CHECK (source IN ('HTTP', 'KAFKA', 'FILE', 'PLATFORM', 'PAPER', 'EVENT', 'ACKNOWLEDGEMENT'));

-- What was sent and not acknowledged is sent again.
DROP INDEX delivery_due;
CREATE INDEX delivery_due ON delivery (recipient, id) WHERE status IN ('WAITING', 'SENT');

-- Who asks for the answers of an organ, until when by the clock of this database: one instance at each instant.
CREATE TABLE inbox_owner (
  organ text PRIMARY KEY,
  owner uuid NOT NULL,
  until timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Packages that were taken from a directory, in the commit of their effect: each is taken once.
CREATE TABLE taken_package (
  organ text NOT NULL,
  package_id text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL,
  outcome jsonb,                                 -- what is answered to an officer's answer; null for an acknowledgement
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (organ, package_id)
);

-- What came from a police system and could not be taken. It is shown; nothing is guessed.
CREATE TABLE untaken_message (
  id uuid PRIMARY KEY,
  organ text NOT NULL,
  transfer_id uuid,                              -- null where it cannot be known
  reference text NOT NULL,                       -- file name, or number of the status
  fingerprint text COLLATE "C" NOT NULL,         -- the same again is no second row
  code text NOT NULL,
  said jsonb NOT NULL,                           -- what the system said, as far as it can be shown; nothing of a file that is not proven
  issues jsonb NOT NULL,
  seen_at timestamptz NOT NULL,
  UNIQUE (organ, fingerprint)
);
CREATE INDEX untaken_message_organ ON untaken_message (organ, id);
CREATE INDEX untaken_message_transfer ON untaken_message (transfer_id, id);
CREATE TRIGGER untaken_message_append_only BEFORE UPDATE OR DELETE ON untaken_message
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();

-- Penalties in cases with a duty to transfer that were not transferred in time: copies of the decision are owed to police and procuratorate,
-- and a letter to the right holder (高检会〔2006〕2号第1条).
CREATE TABLE penalty_copy (
  decision_id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES administrative_case,
  transfer_id uuid,
  case_no text,
  decision_no text NOT NULL,
  decided_on date NOT NULL,
  agency text NOT NULL,
  police text,
  procuratorate text,
  sent_on date,                                  -- copies to police and procuratorate
  right_holder_told_on date,
  no_right_holder text,                          -- why nobody was told
  registered_by jsonb,
  annulled_on date,
  version integer NOT NULL
) WITH (fillfactor = 85);
CREATE INDEX penalty_copy_agency ON penalty_copy (agency, decided_on, decision_id);
CREATE INDEX penalty_copy_procuratorate ON penalty_copy (procuratorate, decided_on, decision_id);
