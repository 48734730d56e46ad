-- Who holds the evidence of a transfer, since when, and on whose signature. Items and moves are added, never changed.

CREATE TABLE evidence_item (
  id uuid PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES transfer,
  no integer NOT NULL,                           -- its place in the list of articles
  sealed bytea NOT NULL,                         -- {name, features, origin, place}, under the key of the transfer
  quantity numeric(18, 3) NOT NULL CHECK (quantity > 0),
  unit text NOT NULL,
  measure text NOT NULL CHECK (measure IN ('NONE', 'PRESERVED', 'SEALED', 'SEIZED', 'FROZEN')),
  holder text NOT NULL,                          -- organ that held it first
  taken_at timestamptz NOT NULL,
  external_no text COLLATE "C",                  -- of the list it came with
  content_digest text COLLATE "C" NOT NULL,
  registered_by jsonb NOT NULL,
  registered_at timestamptz NOT NULL,
  after_step integer NOT NULL,
  UNIQUE (transfer_id, no)
);
CREATE INDEX evidence_item_external ON evidence_item (holder, external_no) WHERE external_no IS NOT NULL;
CREATE TRIGGER evidence_item_append_only BEFORE UPDATE OR DELETE ON evidence_item
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();

-- One hand-over of one or more items, under one receipt.
CREATE TABLE evidence_move (
  id uuid PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES transfer,
  no integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('HANDED_OVER', 'LENT', 'RETURNED')),
  item_ids uuid[] NOT NULL CHECK (cardinality(item_ids) > 0),
  from_organ text NOT NULL,
  to_organ text NOT NULL,
  sealed bytea NOT NULL,                         -- {givenBy, receivedBy, place, reasons}: as the receipt names them
  receipt_no text NOT NULL,
  document_ids uuid[] NOT NULL DEFAULT '{}',
  party_told_on date,                            -- that what was seized goes with the case
  moved_at timestamptz NOT NULL,                 -- when it changed hands
  basis text,
  entered_by text NOT NULL,
  officer jsonb NOT NULL,
  external_no text COLLATE "C",
  content_digest text COLLATE "C" NOT NULL,
  entered_at timestamptz NOT NULL,
  after_step integer NOT NULL,
  UNIQUE (transfer_id, no)
);
CREATE UNIQUE INDEX evidence_move_external ON evidence_move (entered_by, external_no) WHERE external_no IS NOT NULL;
CREATE TRIGGER evidence_move_append_only BEFORE UPDATE OR DELETE ON evidence_move
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();

-- The other side says that it is so, or what differs.
CREATE TABLE evidence_confirmation (
  move_id uuid PRIMARY KEY REFERENCES evidence_move,
  organ text NOT NULL,
  officer jsonb NOT NULL,
  differs boolean NOT NULL,
  sealed bytea NOT NULL,                         -- {differs}: what the other side found
  confirmed_at timestamptz NOT NULL
);
CREATE TRIGGER evidence_confirmation_append_only BEFORE UPDATE OR DELETE ON evidence_confirmation
  FOR EACH ROW EXECUTE FUNCTION transfer_refuse();
