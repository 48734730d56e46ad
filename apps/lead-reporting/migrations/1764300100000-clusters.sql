-- Leads of several agencies on the same matter: how they are found, and what officers made of it.

-- Words of a lead's matter (matter.ts) by the first eight bytes of their keyed hash: nobody reads a party out of them. What shares a word is
-- compared in full before it is suggested, so that a chance equality has no effect.
CREATE TABLE lead_key (
  key_hash bigint NOT NULL,
  act_on date NOT NULL,
  lead_id uuid NOT NULL,
  PRIMARY KEY (key_hash, act_on, lead_id)
);

-- Leads that came in or changed and were not compared yet. Rows live for a moment; read from the front, without an index.
CREATE TABLE cluster_due (
  lead_id uuid NOT NULL,
  changed boolean NOT NULL                       -- corrected or withdrawn: what was suggested of it is looked at anew
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE cluster (
  id uuid PRIMARY KEY,                           -- version 7: sorts by time
  status text NOT NULL CHECK (status IN ('suggested', 'confirmed', 'dismissed', 'undone')),
  members jsonb NOT NULL,
  suggested_on date NOT NULL,
  confirmed_on date,
  confirmed_by text,                             -- the agency whose officer confirmed it last
  because text,                                  -- why it was dismissed or undone
  ended_on date,
  acts jsonb NOT NULL,                           -- its history, oldest first
  version integer NOT NULL
) WITH (fillfactor = 80);

-- The members again, to find clusters by leads; live while suggested or confirmed.
CREATE TABLE cluster_lead (
  cluster_id uuid NOT NULL REFERENCES cluster ON DELETE CASCADE,
  lead_id uuid NOT NULL,
  live boolean NOT NULL,
  PRIMARY KEY (cluster_id, lead_id)
);
CREATE UNIQUE INDEX cluster_lead_live ON cluster_lead (lead_id) WHERE live;
CREATE INDEX cluster_lead_ended ON cluster_lead (lead_id) WHERE NOT live;

-- Whom the leads of a cluster reach, so that an agency's list is read from an index; `clusters.store.ts` still asks the marking of each lead.
CREATE TABLE cluster_reach (
  reach text COLLATE "C" NOT NULL,               -- `nation`, `province/33`, `city/3301`, `agency/<id>`
  shelf text COLLATE "C" NOT NULL CHECK (shelf IN ('awaiting', 'confirmed', 'ended')),
  cluster_id uuid NOT NULL REFERENCES cluster ON DELETE CASCADE,
  PRIMARY KEY (reach, shelf, cluster_id)
);
CREATE INDEX cluster_reach_cluster ON cluster_reach (cluster_id);

INSERT INTO cluster_due (lead_id, changed) SELECT id, false FROM lead WHERE status = 'submitted';
