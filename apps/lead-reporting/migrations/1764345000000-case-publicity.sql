-- Where decisions of cases are shown to the public, as credit-publishing tells it.
CREATE TABLE case_publicity (
  record_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  agency text NOT NULL,
  system text NOT NULL,
  decision_no text NOT NULL,
  published_on date NOT NULL,
  ends_on date NOT NULL,
  removed_on date,
  because text
) WITH (fillfactor = 90);
CREATE INDEX case_publicity_case ON case_publicity (case_id, published_on);
