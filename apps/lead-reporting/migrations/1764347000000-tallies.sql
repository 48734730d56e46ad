-- Counters of leads and cases by month, province and marking, so that statistics need not read a million rows. A row says by how much they
-- grew; triggers append, nobody waits for a row, and a job folds them together.

CREATE TABLE lead_tally (
  month date NOT NULL,                           -- of the submission
  province text COLLATE "C" NOT NULL,            -- two digits, of the place of the act
  marking_owner text NOT NULL,
  marking_scope text NOT NULL,
  marking_city text NOT NULL,
  marking_province text NOT NULL,
  marking_superiors text[] NOT NULL,
  marking_kinds text[] NOT NULL,
  marking_purposes text[] NOT NULL,
  marking_addressees text[] NOT NULL,
  folded boolean NOT NULL DEFAULT false,
  submitted bigint NOT NULL,
  patented bigint NOT NULL,                      -- name a patent
  answered bigint NOT NULL,                      -- of which examination told the status
  marked bigint NOT NULL,
  opened bigint NOT NULL,
  withdrawn bigint NOT NULL
);
CREATE INDEX lead_tally_month ON lead_tally (month);
CREATE INDEX lead_tally_appended ON lead_tally (month) WHERE NOT folded;

CREATE TABLE case_tally (
  month date NOT NULL,                           -- of the opening
  province text COLLATE "C" NOT NULL,
  marking_owner text NOT NULL,
  marking_scope text NOT NULL,
  marking_city text NOT NULL,
  marking_province text NOT NULL,
  marking_superiors text[] NOT NULL,
  marking_kinds text[] NOT NULL,
  marking_purposes text[] NOT NULL,
  marking_addressees text[] NOT NULL,
  folded boolean NOT NULL DEFAULT false,
  opened bigint NOT NULL,
  decided bigint NOT NULL,
  closed bigint NOT NULL,
  suspected bigint NOT NULL,
  transferred bigint NOT NULL,                   -- a transfer was opened
  delivered bigint NOT NULL,                     -- the police got it
  receipted bigint NOT NULL,                     -- and signed for it
  filed bigint NOT NULL                          -- and filed it
);
CREATE INDEX case_tally_month ON case_tally (month);
CREATE INDEX case_tally_appended ON case_tally (month) WHERE NOT folded;

-- Whether a step was taken in the transfer of a case, as it was told here.
CREATE FUNCTION transfer_took(transfer jsonb, step text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(transfer -> 'steps' @> jsonb_build_array(jsonb_build_object('step', step)), false);

CREATE FUNCTION lead_tally_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lead_tally (month, province, marking_owner, marking_scope, marking_city, marking_province, marking_superiors, marking_kinds,
    marking_purposes, marking_addressees, submitted, patented, answered, marked, opened, withdrawn)
  SELECT date_trunc('month', submitted_on)::date, left(area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
    marking_superiors, marking_kinds, marking_purposes, marking_addressees,
    count(*), count(patent_number), count(patent_status), count(patent_mark),
    count(*) FILTER (WHERE status = 'case-opened'), count(*) FILTER (WHERE status = 'withdrawn')
  FROM now_lead GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
  RETURN NULL;
END $$;

CREATE FUNCTION lead_tally_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lead_tally (month, province, marking_owner, marking_scope, marking_city, marking_province, marking_superiors, marking_kinds,
    marking_purposes, marking_addressees, submitted, patented, answered, marked, opened, withdrawn)
  SELECT date_trunc('month', submitted_on)::date, left(area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
    marking_superiors, marking_kinds, marking_purposes, marking_addressees,
    sum(sign), coalesce(sum(sign) FILTER (WHERE patent_number IS NOT NULL), 0), coalesce(sum(sign) FILTER (WHERE patent_status IS NOT NULL), 0),
    coalesce(sum(sign) FILTER (WHERE patent_mark IS NOT NULL), 0), coalesce(sum(sign) FILTER (WHERE status = 'case-opened'), 0),
    coalesce(sum(sign) FILTER (WHERE status = 'withdrawn'), 0)
  FROM (SELECT 1 AS sign, * FROM now_lead UNION ALL SELECT -1, * FROM old_lead) changed
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  HAVING sum(sign) <> 0 OR sum(sign) FILTER (WHERE patent_number IS NOT NULL) <> 0 OR sum(sign) FILTER (WHERE patent_status IS NOT NULL) <> 0
    OR sum(sign) FILTER (WHERE patent_mark IS NOT NULL) <> 0 OR sum(sign) FILTER (WHERE status = 'case-opened') <> 0
    OR sum(sign) FILTER (WHERE status = 'withdrawn') <> 0;
  RETURN NULL;
END $$;

CREATE FUNCTION case_tally_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_tally (month, province, marking_owner, marking_scope, marking_city, marking_province, marking_superiors, marking_kinds,
    marking_purposes, marking_addressees, opened, decided, closed, suspected, transferred, delivered, receipted, filed)
  SELECT date_trunc('month', opened_on)::date, left(area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
    marking_superiors, marking_kinds, marking_purposes, marking_addressees,
    count(*), count(*) FILTER (WHERE status = 'decided'), count(*) FILTER (WHERE status = 'closed'), count(*) FILTER (WHERE suspected),
    count(transfer), count(*) FILTER (WHERE transfer_took(transfer, 'DELIVERED')),
    count(*) FILTER (WHERE transfer_took(transfer, 'RECEIPT_SIGNED')), count(*) FILTER (WHERE transfer_took(transfer, 'FILED'))
  FROM now_case GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
  RETURN NULL;
END $$;

CREATE FUNCTION case_tally_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_tally (month, province, marking_owner, marking_scope, marking_city, marking_province, marking_superiors, marking_kinds,
    marking_purposes, marking_addressees, opened, decided, closed, suspected, transferred, delivered, receipted, filed)
  SELECT * FROM (
    SELECT date_trunc('month', opened_on)::date, left(area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
      marking_superiors, marking_kinds, marking_purposes, marking_addressees,
      sum(sign) AS opened, coalesce(sum(sign) FILTER (WHERE status = 'decided'), 0) AS decided,
      coalesce(sum(sign) FILTER (WHERE status = 'closed'), 0) AS closed, coalesce(sum(sign) FILTER (WHERE suspected), 0) AS suspected,
      coalesce(sum(sign) FILTER (WHERE transfer IS NOT NULL), 0) AS transferred,
      coalesce(sum(sign) FILTER (WHERE transfer_took(transfer, 'DELIVERED')), 0) AS delivered,
      coalesce(sum(sign) FILTER (WHERE transfer_took(transfer, 'RECEIPT_SIGNED')), 0) AS receipted,
      coalesce(sum(sign) FILTER (WHERE transfer_took(transfer, 'FILED')), 0) AS filed
    FROM (SELECT 1 AS sign, * FROM now_case UNION ALL SELECT -1, * FROM old_case) changed
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) grown
  WHERE (opened, decided, closed, suspected, transferred, delivered, receipted, filed) <> (0, 0, 0, 0, 0, 0, 0, 0);
  RETURN NULL;
END $$;

CREATE TRIGGER lead_tally_inserted AFTER INSERT ON lead REFERENCING NEW TABLE AS now_lead
  FOR EACH STATEMENT EXECUTE FUNCTION lead_tally_inserted();
CREATE TRIGGER lead_tally_updated AFTER UPDATE ON lead REFERENCING NEW TABLE AS now_lead OLD TABLE AS old_lead
  FOR EACH STATEMENT EXECUTE FUNCTION lead_tally_updated();
CREATE TRIGGER case_tally_inserted AFTER INSERT ON administrative_case REFERENCING NEW TABLE AS now_case
  FOR EACH STATEMENT EXECUTE FUNCTION case_tally_inserted();
CREATE TRIGGER case_tally_updated AFTER UPDATE ON administrative_case REFERENCING NEW TABLE AS now_case OLD TABLE AS old_case
  FOR EACH STATEMENT EXECUTE FUNCTION case_tally_updated();

-- What is there already.
INSERT INTO lead_tally SELECT date_trunc('month', submitted_on)::date, left(area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
    marking_superiors, marking_kinds, marking_purposes, marking_addressees, true,
    count(*), count(patent_number), count(patent_status), count(patent_mark),
    count(*) FILTER (WHERE status = 'case-opened'), count(*) FILTER (WHERE status = 'withdrawn')
  FROM lead GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
INSERT INTO case_tally SELECT date_trunc('month', opened_on)::date, left(area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
    marking_superiors, marking_kinds, marking_purposes, marking_addressees, true,
    count(*), count(*) FILTER (WHERE status = 'decided'), count(*) FILTER (WHERE status = 'closed'), count(*) FILTER (WHERE suspected),
    count(transfer), count(*) FILTER (WHERE transfer_took(transfer, 'DELIVERED')),
    count(*) FILTER (WHERE transfer_took(transfer, 'RECEIPT_SIGNED')), count(*) FILTER (WHERE transfer_took(transfer, 'FILED'))
  FROM administrative_case GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;

-- Circulars by the day of their distribution.
CREATE INDEX circular_distributed ON circular (distributed_on) WHERE distributed_on IS NOT NULL;
