/** A statement as a session sent it. */
export interface Sent {
  readonly text: string;
  /** Its parameters as text; null for NULL. */
  readonly values: readonly (string | null)[];
}

/** A line that begins an entry of PostgreSQL's log; others go on with the one before. */
const ENTRY = /^\d{4}-\d\d-\d\d /;
const STATEMENT = /\[(\d+)\] LOG: {2}(?:statement|execute [^:]*): ([\s\S]*)$/;
const PARAMETERS = /\[(\d+)\] DETAIL: {2}Parameters: ([\s\S]*)$/;
const PARAMETER = /\$\d+ = (?:NULL|'((?:[^']|'')*)')/g;

/**
 * What was sent in each committed transaction of which a statement matches `about`, between `START TRANSACTION` and `COMMIT`; from
 * PostgreSQL's log with `log_statement = all`.
 */
export function transactionsSeen(log: string, about: RegExp): Sent[][] {
  const seen: Sent[][] = [];
  const open = new Map<string, Sent[]>();
  for (const { session, sent } of statements(log)) {
    const word = sent.text.trim().toUpperCase();
    if (word === 'START TRANSACTION' || word === 'BEGIN') open.set(session, []);
    else if (word !== 'COMMIT') open.get(session)?.push(sent);
    else {
      const transaction = open.get(session) ?? [];
      open.delete(session);
      if (transaction.some(({ text }) => about.test(text))) seen.push(transaction);
    }
  }
  return seen;
}

function statements(log: string): { session: string; sent: Sent }[] {
  const found: { session: string; sent: Sent }[] = [];
  for (const entry of entries(log)) {
    const [, session, text] = STATEMENT.exec(entry) ?? [];
    if (session && text) found.push({ session, sent: { text: withoutTabs(text), values: [] } });
    const [, owner, parameters] = PARAMETERS.exec(entry) ?? [];
    const last = found.at(-1);
    // An entry and its details are written at once: nothing of another session comes between.
    if (last && owner === last.session && parameters)
      last.sent = { text: last.sent.text, values: valuesIn(withoutTabs(parameters)) };
  }
  return found;
}

function entries(log: string): string[] {
  const found: string[] = [];
  for (const line of log.split('\n')) {
    if (ENTRY.test(line)) found.push(line);
    else if (found.length > 0) found.push(`${found.pop()}\n${line}`);
  }
  return found.map((entry) => entry.trimEnd());
}

/** The log puts a tab before each further line of an entry. */
function withoutTabs(text: string): string {
  return text.replaceAll('\n\t', '\n');
}

function valuesIn(parameters: string): (string | null)[] {
  return [...parameters.matchAll(PARAMETER)].map(([, value]) => value?.replaceAll("''", "'") ?? null);
}
