-- Counters of publicity records by month, province and marking. A row says by how much they grew; triggers append, and a job folds them together.
CREATE TABLE publicity_tally (
  month date NOT NULL,                           -- of the decision
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
  received bigint NOT NULL,
  withheld bigint NOT NULL,
  published bigint NOT NULL,                     -- are shown, or were
  removed bigint NOT NULL,
  repaired bigint NOT NULL
);
CREATE INDEX publicity_tally_month ON publicity_tally (month);
CREATE INDEX publicity_tally_appended ON publicity_tally (month) WHERE NOT folded;

CREATE FUNCTION publicity_tally_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO publicity_tally (month, province, marking_owner, marking_scope, marking_city, marking_province, marking_superiors,
    marking_kinds, marking_purposes, marking_addressees, received, withheld, published, removed, repaired)
  SELECT date_trunc('month', d.decided_on)::date, left(d.area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
    marking_superiors, marking_kinds, marking_purposes, marking_addressees,
    count(*), count(*) FILTER (WHERE status = 'withheld'), count(published_on), count(*) FILTER (WHERE status = 'removed'),
    count(*) FILTER (WHERE removed_because = 'REPAIRED')
  FROM now_record r JOIN decision d ON d.id = r.decision_id GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
  RETURN NULL;
END $$;

CREATE FUNCTION publicity_tally_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO publicity_tally (month, province, marking_owner, marking_scope, marking_city, marking_province, marking_superiors,
    marking_kinds, marking_purposes, marking_addressees, received, withheld, published, removed, repaired)
  SELECT * FROM (
    SELECT date_trunc('month', d.decided_on)::date, left(d.area_code, 2), marking_owner, marking_scope, marking_city, marking_province,
      marking_superiors, marking_kinds, marking_purposes, marking_addressees,
      sum(sign) AS received, coalesce(sum(sign) FILTER (WHERE status = 'withheld'), 0) AS withheld,
      coalesce(sum(sign) FILTER (WHERE published_on IS NOT NULL), 0) AS published,
      coalesce(sum(sign) FILTER (WHERE status = 'removed'), 0) AS removed,
      coalesce(sum(sign) FILTER (WHERE removed_because = 'REPAIRED'), 0) AS repaired
    FROM (SELECT 1 AS sign, * FROM now_record UNION ALL SELECT -1, * FROM old_record) r JOIN decision d ON d.id = r.decision_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) grown
  WHERE (received, withheld, published, removed, repaired) <> (0, 0, 0, 0, 0);
  RETURN NULL;
END $$;

CREATE TRIGGER publicity_tally_inserted AFTER INSERT ON publicity_record REFERENCING NEW TABLE AS now_record
  FOR EACH STATEMENT EXECUTE FUNCTION publicity_tally_inserted();
CREATE TRIGGER publicity_tally_updated AFTER UPDATE ON publicity_record REFERENCING NEW TABLE AS now_record OLD TABLE AS old_record
  FOR EACH STATEMENT EXECUTE FUNCTION publicity_tally_updated();

-- What is there already.
INSERT INTO publicity_tally SELECT date_trunc('month', d.decided_on)::date, left(d.area_code, 2), marking_owner, marking_scope, marking_city,
    marking_province, marking_superiors, marking_kinds, marking_purposes, marking_addressees, true,
    count(*), count(*) FILTER (WHERE status = 'withheld'), count(published_on), count(*) FILTER (WHERE status = 'removed'),
    count(*) FILTER (WHERE removed_because = 'REPAIRED')
  FROM publicity_record r JOIN decision d ON d.id = r.decision_id GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;

-- What an agency has yet to show, by the day on which that is due: its worklist.
CREATE INDEX publicity_owner_due ON publicity_record (marking_owner, publish_by, id) WHERE status = 'prepared';
