-- What is decided elsewhere and shown here: decisions as they came, publicity records, dishonest acts, list entries, repairs, the feed.

CREATE TABLE decision (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  agency text NOT NULL,
  area_code text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  decision_no text NOT NULL,
  decided_on date NOT NULL,
  party_kind text NOT NULL,
  party_name text,                               -- null for a natural person, who is named nowhere here
  credit_code text COLLATE "C",
  violation text NOT NULL,
  legal_basis text NOT NULL,
  penalties text[] NOT NULL,
  fine_fen bigint NOT NULL,
  confiscation_fen bigint NOT NULL,
  content text NOT NULL,
  procedure text NOT NULL,
  gravity text NOT NULL,
  annulled_on date,
  annulled_because text,
  annulled_document_no text,
  received_at timestamptz NOT NULL
);
CREATE INDEX decision_credit_code ON decision (credit_code, id) WHERE credit_code IS NOT NULL;

-- One decision in one system, from the day it came to the day it is no longer shown.
CREATE TABLE publicity_record (
  id uuid PRIMARY KEY,                           -- version 7: sorts by time
  decision_id uuid NOT NULL REFERENCES decision,
  system text NOT NULL CHECK (system IN ('SAMR', 'CREDIT_CHINA')),
  status text NOT NULL CHECK (status IN ('prepared', 'withheld', 'published', 'removed')),
  decision_no text NOT NULL,
  credit_code text COLLATE "C",
  violation text NOT NULL,                       -- as shown: corrected here, not in the decision
  legal_basis text NOT NULL,
  content text NOT NULL,
  penalty_class text,
  period jsonb,
  basis text,
  certainty text,
  withheld_because text,
  publish_by date,
  published_on date,
  repairable_from date,
  ends_on date,
  removed_on date,
  removed_because text,
  removed_document_no text,
  marking_owner text NOT NULL,
  marking_scope text NOT NULL CHECK (marking_scope IN ('CITY', 'PROVINCE', 'NATION', 'PARTNER')),
  marking_city text NOT NULL,
  marking_province text NOT NULL,
  marking_superiors text[] NOT NULL DEFAULT '{}',
  marking_kinds text[] NOT NULL,
  marking_purposes text[] NOT NULL,
  marking_addressees text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL,
  UNIQUE (decision_id, system)
) WITH (fillfactor = 80);
CREATE INDEX publicity_ending ON publicity_record (ends_on) WHERE status = 'published';
CREATE INDEX publicity_due ON publicity_record (publish_by, id) WHERE status = 'prepared';
CREATE INDEX publicity_owner ON publicity_record (marking_owner, id);
CREATE INDEX publicity_credit_code ON publicity_record (credit_code, id) WHERE credit_code IS NOT NULL;
CREATE INDEX publicity_decision_no ON publicity_record (decision_no, id);

CREATE TABLE list_entry (
  id uuid PRIMARY KEY,
  list text NOT NULL CHECK (list IN ('CNIPA_DISHONEST_ACT', 'SAMR_SERIOUS_LIST')),
  status text NOT NULL CHECK (status IN ('listed', 'removed')),
  agency text NOT NULL,
  credit_code text COLLATE "C" NOT NULL,
  party_name text NOT NULL,
  recognised_on text[] NOT NULL,                 -- ISO 8601 dates
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  removable_from date,
  basis text NOT NULL,
  certainty text NOT NULL,
  removed_on date,
  removed_because text,
  removed_document_no text,
  version integer NOT NULL
) WITH (fillfactor = 80);
-- A party stands once on a list; a further act prolongs its entry.
CREATE UNIQUE INDEX list_entry_party ON list_entry (list, credit_code) WHERE status = 'listed';
CREATE INDEX list_entry_ending ON list_entry (ends_on) WHERE status = 'listed';
CREATE INDEX list_entry_credit_code ON list_entry (credit_code, id);

CREATE TABLE dishonest_act (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  agency text NOT NULL,
  credit_code text COLLATE "C" NOT NULL,
  party_name text NOT NULL,
  recognised_on date NOT NULL,
  record_no text NOT NULL,                       -- of the recognition document, else the agency's own number of the record
  facts text NOT NULL,
  publishable boolean NOT NULL,
  why_zh text NOT NULL,
  why_en text NOT NULL,
  basis text NOT NULL,
  certainty text NOT NULL,
  entry_id uuid REFERENCES list_entry,
  left_out_because text,
  marking_owner text NOT NULL,
  marking_scope text NOT NULL CHECK (marking_scope IN ('CITY', 'PROVINCE', 'NATION', 'PARTNER')),
  marking_city text NOT NULL,
  marking_province text NOT NULL,
  marking_superiors text[] NOT NULL DEFAULT '{}',
  marking_kinds text[] NOT NULL,
  marking_purposes text[] NOT NULL,
  marking_addressees text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL,
  UNIQUE (agency, record_no)
) WITH (fillfactor = 85);
CREATE INDEX dishonest_act_credit_code ON dishonest_act (credit_code, id);

CREATE TABLE repair (
  id uuid PRIMARY KEY,
  subject_kind text NOT NULL CHECK (subject_kind IN ('publicity-record', 'list-entry')),
  subject_id uuid NOT NULL,
  agency text NOT NULL,                          -- decides
  applicant text NOT NULL,                       -- handed it in
  credit_code text COLLATE "C",
  system text NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'granted', 'refused', 'withdrawn')),
  applied_on date NOT NULL,
  corrected boolean NOT NULL,
  commitment boolean NOT NULL,
  statement text,
  verdict text NOT NULL,
  earliest date NOT NULL,
  why_zh text NOT NULL,
  why_en text NOT NULL,
  basis text NOT NULL,
  certainty text NOT NULL,
  reply_by date,
  decided_on date,
  reason text,
  document_no text,
  version integer NOT NULL
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX repair_pending ON repair (subject_id) WHERE status = 'pending';
CREATE INDEX repair_agency ON repair (agency, id);
CREATE INDEX repair_applicant ON repair (applicant, id);
CREATE INDEX repair_granted ON repair (credit_code, system, decided_on) WHERE status = 'granted';

-- What readers of the feed are told, numbered without gaps in the order of the commits.
CREATE TABLE feed_head (one boolean PRIMARY KEY DEFAULT true CHECK (one), last bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50);
INSERT INTO feed_head DEFAULT VALUES;
CREATE TABLE feed_item (
  no bigint PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('publicity-record', 'list-entry')),
  key uuid NOT NULL,
  change text NOT NULL CHECK (change IN ('PUT', 'REMOVE')),
  body jsonb,                                    -- emptied once it may no longer be shared
  ends_on date,
  at timestamptz NOT NULL
);
CREATE INDEX feed_item_key ON feed_item (key) WHERE body IS NOT NULL;
