-- Administrative cases, and how long a lead waits for one.

ALTER TABLE lead
  DROP CONSTRAINT lead_status_check,
  ADD CHECK (status IN ('submitted', 'withdrawn', 'case-opened')),
  ADD competent text COLLATE "C",                -- the agency that answers for the place of the act, as far as it takes part
  ADD assigned_on date,                          -- since when it is that agency's to check
  ADD lead_check jsonb NOT NULL DEFAULT '{"state": "running", "because": null, "approvedBy": null, "on": null}',
  ADD case_id uuid;
UPDATE lead SET assigned_on = submitted_on;
ALTER TABLE lead ALTER assigned_on SET NOT NULL;
-- What waits for a case, the longest first.
CREATE INDEX lead_waiting ON lead (competent, assigned_on, id)
  WHERE status = 'submitted' AND lead_check ->> 'state' <> 'ended' AND competent IS NOT NULL;
-- What came before agencies were known; `assign-leads.job.ts` looks at it once.
CREATE INDEX lead_unassigned ON lead (id) WHERE competent IS NULL AND status = 'submitted';
CREATE INDEX lead_case ON lead (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE administrative_case (
  id uuid PRIMARY KEY,                           -- version 7: sorts by time
  agency text COLLATE "C" NOT NULL,
  case_no text COLLATE "C" NOT NULL,
  lead_id uuid REFERENCES lead,
  area_code text COLLATE "C" NOT NULL,
  also_at text[] NOT NULL,                       -- other places of the act
  patent_number text COLLATE "C",
  act_type text NOT NULL,
  act_on date,
  goods text,
  party jsonb,                                   -- null while not known; personal numbers in it are sealed, see case-party.ts
  party_kind text CHECK (party_kind IN ('ORGANISATION', 'SOLE_TRADER', 'PERSON')),
  credit_code text COLLATE "C",
  citizen_hash text COLLATE "C",                 -- keyed: matches persons without knowing them
  officers jsonb NOT NULL,
  opened_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'decided', 'closed')),
  milestones jsonb NOT NULL,
  findings jsonb NOT NULL,
  suspected boolean NOT NULL,                    -- findings carry a duty to transfer, or an officer suspects another crime
  decisions jsonb NOT NULL,
  transfer jsonb,                                -- what case-transfer told last
  patent_notices jsonb NOT NULL,                 -- what examination told of patents it rests on
  closing jsonb,
  limit_ends_on date,                            -- last day of the limit for deciding, not moved over rest days: sorts by time left; null once decided
  acts jsonb NOT NULL,                           -- its history, oldest first
  marking_owner text NOT NULL,
  marking_scope text NOT NULL CHECK (marking_scope IN ('CITY', 'PROVINCE', 'NATION', 'PARTNER')),
  marking_city text NOT NULL,
  marking_province text NOT NULL,
  marking_superiors text[] NOT NULL DEFAULT '{}',
  marking_kinds text[] NOT NULL,
  marking_purposes text[] NOT NULL,
  marking_addressees text[] NOT NULL DEFAULT '{}',
  version integer NOT NULL,
  UNIQUE (agency, case_no)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX case_lead ON administrative_case (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX case_agency ON administrative_case (agency, id);
CREATE INDEX case_agency_time_left ON administrative_case (agency, limit_ends_on, id) WHERE limit_ends_on IS NOT NULL;
CREATE INDEX case_time_left ON administrative_case (limit_ends_on, id) WHERE limit_ends_on IS NOT NULL;
CREATE INDEX case_act_type ON administrative_case (act_type, id);
CREATE INDEX case_patent ON administrative_case (patent_number, id) WHERE patent_number IS NOT NULL;
CREATE INDEX case_credit_code ON administrative_case (credit_code, id) WHERE credit_code IS NOT NULL;
CREATE INDEX case_citizen ON administrative_case (citizen_hash) WHERE citizen_hash IS NOT NULL;
CREATE INDEX case_suspected ON administrative_case (id) WHERE suspected;

-- The number of a decision is given once by an agency.
CREATE TABLE case_decision (
  agency text COLLATE "C" NOT NULL,
  decision_no text COLLATE "C" NOT NULL,
  case_id uuid NOT NULL REFERENCES administrative_case,
  decision_id uuid NOT NULL,
  PRIMARY KEY (agency, decision_no)
);
