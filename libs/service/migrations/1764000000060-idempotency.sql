-- Answers to POSTs that carried an Idempotency-Key, written in the transaction of the act and kept for 24 hours.
CREATE TABLE idempotency_key (
  agency_id text NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  body_digest bytea NOT NULL,
  status smallint,
  location text,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (agency_id, route, key)
);

CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
