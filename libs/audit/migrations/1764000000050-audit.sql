-- The append-only trail: who did what to which thing, written in the transaction of the act. No personal data.
CREATE TABLE audit_entry (
  ord bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  agency_id text NOT NULL,
  officer_id text,
  act text NOT NULL CHECK (act ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  subject_id text NOT NULL,
  trace_id text CHECK (trace_id ~ '^[0-9a-f]{32}$'),
  details jsonb,
  PRIMARY KEY (at, ord)
) PARTITION BY RANGE (at);

CREATE INDEX audit_entry_subject ON audit_entry (subject_id, at);

CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_entry is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

-- Row triggers of the parent hold for its partitions; TRUNCATE triggers do not, so each partition gets its own.
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();

-- Makes the partitions of this month (UTC) and the given number of months after it.
CREATE FUNCTION ensure_audit_months(ahead integer DEFAULT 3) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('xianjie.audit-months'));
  FOR i IN 0..ahead LOOP
    name := 'audit_entry_' || to_char(first + make_interval(months => i), 'YYYY_MM');
    CONTINUE WHEN to_regclass(name) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I PARTITION OF audit_entry FOR VALUES FROM (%L) TO (%L)', name,
      (first + make_interval(months => i)) AT TIME ZONE 'UTC', (first + make_interval(months => i + 1)) AT TIME ZONE 'UTC');
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()', name);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM PUBLIC, CURRENT_USER', name);
  END LOOP;
END $$;

REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM PUBLIC, CURRENT_USER;
SELECT ensure_audit_months(12);
