import { readFileSync } from 'node:fs';
import { sampleFile } from '../../stack/paths.js';
import type { Lab, RunningService } from './lab.js';

/** Leads are submitted to the one, and answered by the other. */
export interface TwoServices {
  readonly leads: RunningService & { readonly database: string };
  readonly exchange: RunningService & { readonly database: string };
  /** Of a province. */
  readonly token: string;
}

const CONNECTIONS = 10;

/** Starts both, the second with the register of patents that sample leads name. */
export async function twoServices(lab: Lab): Promise<TwoServices> {
  const [leads, exchange] = await Promise.all([
    lab.database('lead-reporting'),
    lab.database('exam-exchange'),
  ]);
  const services = {
    leads: { database: leads, ...(await lab.service('lead-reporting', leads, CONNECTIONS)) },
    exchange: { database: exchange, ...(await lab.service('exam-exchange', exchange, CONNECTIONS)) },
    token: await lab.token('province'),
  };
  await importPatents(services.exchange.url, await lab.token('examination'));
  return services;
}

/** The register of patents that sample leads name. */
export async function importPatents(url: string, token: string): Promise<void> {
  const answer = await fetch(new URL('/patents/import', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: readFileSync(sampleFile('patents.ndjson')),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"rejected"'))
    throw new Error(`The patents were answered ${answer.status}: ${text}`);
}

const UNANSWERED = `
  SELECT count(*)::int AS count FROM lead WHERE patent_number IS NOT NULL AND patent_status IS NULL`;
const PARKED = 'SELECT count(*)::int AS count FROM inbox_mark WHERE parked IS NOT NULL';
/** An answer that was given twice would have been an effect twice. */
const ANSWERED_TWICE = `
  SELECT count(*)::int AS count FROM event WHERE topic = 'exam-exchange.patent-status' AND number > 1 AND position('/@' IN stream_id) = 0`;
const SETTLED_MS = 180_000;
const LOOK_MS = 1000;

/** Waits until each lead has its answer. Answers what is wrong then; undefined where all is well. */
export async function whatIsWrong(lab: Lab, { leads, exchange }: TwoServices): Promise<string | undefined> {
  const count = async (url: string, text: string) =>
    (await lab.query<{ count: number }>(url, text))[0]?.count ?? 0;
  const isAnswered = async () => (await count(leads.database, UNANSWERED)) === 0;
  const settled = await lab.until(isAnswered, SETTLED_MS, LOOK_MS);
  if (!settled) return `${await count(leads.database, UNANSWERED)} leads have no answer`;
  for (const { database } of [leads, exchange]) {
    const parked = await count(database, PARKED);
    if (parked > 0) return `${parked} streams are parked`;
  }
  const doubled = await count(exchange.database, ANSWERED_TWICE);
  return doubled > 0 ? `${doubled} questions were answered twice` : undefined;
}
