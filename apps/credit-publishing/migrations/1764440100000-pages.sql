-- What people look for: a part of a party's name. Neighbouring characters find it without reading every row.
CREATE FUNCTION bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT array_agg(DISTINCT substr(lower(words), i, 2)) FROM generate_series(1, length(words) - 1) AS i);
CREATE INDEX decision_party_name ON decision USING gin (bigrams(party_name));
CREATE INDEX list_entry_party_name ON list_entry USING gin (bigrams(party_name));
CREATE INDEX dishonest_act_party_name ON dishonest_act USING gin (bigrams(party_name));

CREATE INDEX dishonest_act_entry ON dishonest_act (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX repair_subject ON repair (subject_id, id);

-- How far each reader of the feed was given it.
CREATE TABLE feed_reader (
  agency text PRIMARY KEY,
  sent bigint NOT NULL,                          -- the highest number it was given
  read_at timestamptz NOT NULL
) WITH (fillfactor = 50);
