import { join } from 'node:path';
import type { Agency } from '@xianjie/identity';
import { offices, organsBeside } from './agencies.js';
import type { Lab, RunningService } from './lab.js';
import { importPatents } from './two-services.js';

const NAMES = ['lead-reporting', 'exam-exchange', 'credit-publishing', 'case-transfer'] as const;
type Name = (typeof NAMES)[number];

/** The whole chain, with every office of the country. */
export interface FourServices {
  readonly agencies: readonly Agency[];
  readonly services: Readonly<Record<Name, RunningService & { readonly database: string }>>;
}

const CONNECTIONS = 8;

export async function fourServices(lab: Lab): Promise<FourServices> {
  const all = offices();
  const agencies = [...all, ...organsBeside(all)];
  const more = { AGENCIES: lab.agenciesFile(agencies), DOCUMENTS_FOLDER: join(lab.folder, 'documents') };
  const started = await Promise.all(
    NAMES.map(async (name) => {
      const database = await lab.database(name);
      const service = await lab.service(name, database, CONNECTIONS, more);
      return [name, { database, ...service }] as const;
    }),
  );
  const services = Object.fromEntries(started) as FourServices['services'];
  await importPatents(services['exam-exchange'].url, await lab.token('examination'));
  return { agencies, services };
}

const PARKED = 'SELECT count(*)::int AS count FROM inbox_mark WHERE parked IS NOT NULL';
const SETTLED_MS = 180_000;
const LOOK_MS = 1000;

/** Waits until what was caused had its effect everywhere, as `open` counts it. Answers what is wrong then; undefined where all is well. */
export async function whatIsOpen(
  lab: Lab,
  { services }: FourServices,
  open: () => Promise<number>,
): Promise<string | undefined> {
  const settled = await lab.until(async () => (await open()) === 0, SETTLED_MS, LOOK_MS);
  if (!settled) return `${await open()} had no effect`;
  for (const [name, { database }] of Object.entries(services)) {
    const [row] = await lab.query<{ count: number }>(database, PARKED);
    if (row!.count > 0) return `${row!.count} streams are parked at ${name}`;
  }
  return undefined;
}
