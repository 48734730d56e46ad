-- The rest of what may name persons is sealed. What belongs to no transfer is sealed under a key of the organ that said it, or that it is
-- for. Rows from before keep their plain columns until SealRowsJob has sealed them; from then on those are empty.

CREATE TABLE organ_key (
  organ text PRIMARY KEY,
  key_id text NOT NULL,                          -- of PERSONAL_KEYS, by which this key is sealed
  wrapped bytea NOT NULL
);

ALTER TABLE penalty_copy ADD COLUMN sealed bytea;                 -- {noRightHolder}; null where none was said
ALTER TABLE taken_package ADD COLUMN transfer_id uuid REFERENCES transfer;
ALTER TABLE taken_package ADD COLUMN sealed bytea;                -- {outcome}
ALTER TABLE untaken_message ADD COLUMN sealed bytea;              -- {reference, said, issues}
ALTER TABLE untaken_message ALTER COLUMN reference DROP NOT NULL;
ALTER TABLE untaken_message ALTER COLUMN said DROP NOT NULL;
ALTER TABLE untaken_message ALTER COLUMN issues DROP NOT NULL;

-- What is still to be sealed; empty once it is done. Addresses of papers are sealed with their names from now on.
CREATE INDEX penalty_copy_unsealed ON penalty_copy (decision_id) WHERE no_right_holder IS NOT NULL;
CREATE INDEX taken_package_unsealed ON taken_package (organ, package_id) WHERE sealed IS NULL;
CREATE INDEX untaken_message_unsealed ON untaken_message (id) WHERE sealed IS NULL;
CREATE INDEX transfer_document_addressed ON transfer_document (id) WHERE reference IS NOT NULL;
DROP INDEX procuratorate_copy_unsealed;
CREATE INDEX procuratorate_copy_unsealed ON procuratorate_copy (id) WHERE sealed IS NULL;

-- Append-only as before, but for sealing what is plain: nothing else of the row may change with it.
CREATE OR REPLACE FUNCTION transfer_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  veiled text[] := ARRAY['sealed', 'reasons', 'details', 'content_digest', 'name', 'content', 'reference', 'fingerprint', 'said', 'issues'];
  before jsonb;
  after jsonb;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before := to_jsonb(OLD);
    after := to_jsonb(NEW);
    IF after -> 'sealed' <> 'null' AND before - veiled = after - veiled
      AND (before -> 'sealed' = 'null'
        OR EXISTS (SELECT FROM unnest(veiled) AS v WHERE before -> v <> 'null' AND after -> v = 'null')) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
