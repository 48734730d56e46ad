/** Of the producing service. `change` is its own record of what it did, written in the transaction of the event. */
export const PRODUCER_TABLES = `
  CREATE TABLE account (id text PRIMARY KEY, version integer NOT NULL);
  CREATE TABLE change (
    account text NOT NULL,
    version integer NOT NULL,
    token text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX change_account ON change (account);`;

/** Of a consuming service. No key: nothing here may hide that something was done twice. */
export const CONSUMER_TABLES = `
  CREATE TABLE effect (
    ord bigint GENERATED ALWAYS AS IDENTITY,
    account text NOT NULL,
    number integer NOT NULL,
    token text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );`;
