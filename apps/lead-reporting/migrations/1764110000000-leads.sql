-- Leads as their submitters last said them; what they said before is in lead_version.

CREATE TABLE lead (
  id uuid PRIMARY KEY,                           -- version 7: sorts by time
  submitter text NOT NULL,
  external_no text COLLATE "C" NOT NULL,
  content_digest text COLLATE "C" NOT NULL,      -- SHA-256 of the content as first submitted: tells a repeat from another lead
  source text NOT NULL CHECK (source IN ('E_COMMERCE', 'FAIR', 'COMPLAINT', 'CUSTOMS')),
  origin jsonb NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('ORGANISATION', 'PERSON', 'SHOP')),
  subject jsonb NOT NULL,                        -- personal numbers in it are sealed, see personal-numbers.ts
  credit_code text COLLATE "C",
  citizen_hash text COLLATE "C",                 -- keyed: matches persons without knowing them
  patent_number text COLLATE "C",
  act_type text NOT NULL,
  act_on date NOT NULL,
  area_code text COLLATE "C" NOT NULL,
  goods text NOT NULL,
  summary text,
  evidence jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('submitted', 'withdrawn')),
  withdrawn_on date,
  withdrawn_because text,
  submitted_on date NOT NULL,
  marking_owner text NOT NULL,
  marking_scope text NOT NULL CHECK (marking_scope IN ('CITY', 'PROVINCE', 'NATION', 'PARTNER')),
  marking_city text NOT NULL,
  marking_province text NOT NULL,
  marking_superiors text[] NOT NULL DEFAULT '{}',
  marking_kinds text[] NOT NULL,
  marking_purposes text[] NOT NULL,
  marking_addressees text[] NOT NULL DEFAULT '{}',
  patent_status text,                            -- null until examination answered
  patent_mark text,
  patent_answer jsonb,
  version integer NOT NULL,
  UNIQUE (submitter, external_no)
) WITH (fillfactor = 80);
CREATE INDEX lead_patent ON lead (patent_number, id);
CREATE INDEX lead_credit_code ON lead (credit_code, id) WHERE credit_code IS NOT NULL;
CREATE INDEX lead_citizen ON lead (citizen_hash) WHERE citizen_hash IS NOT NULL;
CREATE INDEX lead_marked ON lead (id) WHERE patent_mark IS NOT NULL;

-- What a lead said before a correction.
CREATE TABLE lead_version (
  lead_id uuid NOT NULL REFERENCES lead,
  version integer NOT NULL,
  content jsonb NOT NULL,
  replaced_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (lead_id, version)
);
