-- Who asked and by which number, so that a patent shows the leads and cases that rest on it to those who may see them. Unknown for rows from
-- before this file: they are shown once their lead is told again.
ALTER TABLE status_question
  ADD COLUMN submitter text,
  ADD COLUMN external_no text,
  ADD COLUMN scope text CHECK (scope IN ('CITY', 'PROVINCE', 'NATION')),
  ADD COLUMN act_type text;
CREATE INDEX status_question_newest ON status_question (patent_number, lead_id DESC) WHERE open;
DROP INDEX status_question_patent;

ALTER TABLE case_watch
  ADD COLUMN case_no text,
  ADD COLUMN act_type text;
CREATE INDEX case_watch_newest ON case_watch (patent_number, case_id DESC) WHERE open;
DROP INDEX case_watch_patent;

-- Neighbouring characters: what finds a word inside a Chinese title without reading every row.
CREATE FUNCTION bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT array_agg(DISTINCT substr(lower(words), i, 2)) FROM generate_series(1, length(words) - 1) AS i);
CREATE INDEX patent_title ON patent USING gin (bigrams(title));
