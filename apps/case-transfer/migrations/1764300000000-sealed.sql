-- What names persons is sealed under a key per transfer, and papers are files that are sealed the same way. Rows from before keep
-- their plain columns until SealRowsJob has sealed them; from then on those are empty.

CREATE TABLE transfer_key (
  transfer_id uuid PRIMARY KEY REFERENCES transfer,
  key_id text NOT NULL,                          -- of PERSONAL_KEYS, by which this key is sealed
  wrapped bytea,                                 -- null: destroyed, and with it all that it sealed
  destroyed_at timestamptz,
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE INDEX transfer_key_id ON transfer_key (key_id) WHERE wrapped IS NOT NULL;
-- A destroyed key does not come back.
CREATE FUNCTION transfer_key_stays_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.wrapped IS NULL THEN
    RAISE EXCEPTION 'a key is destroyed, not deleted, and for good' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transfer_key_stays_destroyed BEFORE UPDATE OR DELETE ON transfer_key
  FOR EACH ROW EXECUTE FUNCTION transfer_key_stays_destroyed();

ALTER TABLE transfer_step ADD COLUMN sealed bytea;                -- {reasons, details}
ALTER TABLE transfer_document ADD COLUMN sealed bytea;            -- {name}
ALTER TABLE transfer_document ALTER COLUMN name DROP NOT NULL;
ALTER TABLE delivery ADD COLUMN sealed bytea;                     -- {body, stepInput}
ALTER TABLE delivery ALTER COLUMN body DROP NOT NULL;
ALTER TABLE procuratorate_copy ADD COLUMN sealed bytea;           -- the content
ALTER TABLE procuratorate_copy ALTER COLUMN content DROP NOT NULL;

-- What is still to be sealed; empty once it is done. A fine without a transfer names nobody.
CREATE INDEX transfer_step_unsealed ON transfer_step (transfer_id, no) WHERE sealed IS NULL;
CREATE INDEX transfer_document_unsealed ON transfer_document (id) WHERE sealed IS NULL;
CREATE INDEX delivery_unsealed ON delivery (id) WHERE sealed IS NULL;
CREATE INDEX procuratorate_copy_unsealed ON procuratorate_copy (id) WHERE sealed IS NULL AND transfer_id IS NOT NULL;

-- Append-only as before, but for sealing: once, and nothing else of the row may change with it.
CREATE OR REPLACE FUNCTION transfer_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  veiled text[] := ARRAY['sealed', 'reasons', 'details', 'content_digest', 'name', 'content'];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(OLD) -> 'sealed' = 'null' AND to_jsonb(NEW) -> 'sealed' <> 'null'
      AND to_jsonb(OLD) - veiled = to_jsonb(NEW) - veiled THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- Files as they lie in DOCUMENTS_FOLDER: files/<transfer>/<id>.
CREATE TABLE stored_file (
  id uuid PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES transfer,
  sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes BETWEEN 1 AND 1073741824),
  media_type text NOT NULL,
  stored_at timestamptz NOT NULL,                -- last time that it was uploaded
  UNIQUE (transfer_id, sha256)                   -- the same file is stored once
);
CREATE INDEX stored_file_age ON stored_file (stored_at);

ALTER TABLE transfer_document ADD COLUMN file_id uuid REFERENCES stored_file;
CREATE INDEX transfer_document_file ON transfer_document (file_id) WHERE file_id IS NOT NULL;

-- Files on their way here.
CREATE TABLE upload (
  id uuid PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES transfer,
  owner text NOT NULL,
  added_by jsonb NOT NULL,
  sealed bytea NOT NULL,                         -- {name}
  media_type text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes BETWEEN 1 AND 1073741824),
  expected_sha256 text COLLATE "C",              -- as its sender said beforehand
  status text NOT NULL CHECK (status IN ('UPLOADING', 'STORED', 'REFUSED')),
  refusal text,                                  -- code, where it was refused
  file_id uuid REFERENCES stored_file ON DELETE SET NULL,
  sha256 text COLLATE "C",
  created_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,               -- last time that bytes came
  held_by uuid,                                  -- who writes to it, until when, and whether somebody else waits
  held_until timestamptz,
  wanted boolean NOT NULL DEFAULT false
) WITH (fillfactor = 70);
CREATE INDEX upload_touched ON upload (touched_at);
CREATE INDEX upload_owner ON upload (owner, created_at);
CREATE INDEX upload_transfer ON upload (transfer_id, owner) WHERE status = 'UPLOADING';
