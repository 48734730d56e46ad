-- Names of organisations that are looked for; nobody looks for natural persons. Of a case a part of the name is found, of a lead its
-- beginning: leads come in by the thousand a second, and a part would have to be written for each.
CREATE FUNCTION bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT array_agg(DISTINCT substr(lower(words), i, 2)) FROM generate_series(1, length(words) - 1) AS i);
CREATE INDEX case_party_name ON administrative_case USING gin (bigrams(party ->> 'name')) WHERE party_kind <> 'PERSON';

CREATE INDEX lead_subject_name ON lead (lower(subject ->> 'name') COLLATE "C", id) WHERE subject_kind <> 'PERSON';
