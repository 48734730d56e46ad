import { readFileSync } from 'node:fs';
import { recordAudit } from '@xianjie/audit';
import type { Actor } from '@xianjie/identity';
import type { Database } from '@xianjie/persistence';
import { overrideAuditEntry, Statutes } from '@xianjie/statutes';

/**
 * The law of this release, with what the file of STATUTE_OVERRIDES replaces of recalled figures. Throws DomainError `invalid`
 * (`statutes.override-…`): a service does not start on an override that says nothing or too much.
 */
export function statutesInForce(file: string | undefined): Statutes {
  if (file === undefined) return Statutes.inForce();
  return Statutes.withOverrides(JSON.parse(readFileSync(file, 'utf8')));
}

/** Who replaces a figure is named in the line; the service itself applies it. */
const PLATFORM: Actor = {
  agency: { id: 'xianjie', name: '衔接平台', kind: 'operator', area: null, parents: [] },
  scopes: [],
};

/** One line in the trail for each override, at every start: from then on answers rest on it. */
export async function auditOverrides(db: Database, statutes: Statutes): Promise<void> {
  if (statutes.overrides.length === 0) return;
  await db.transact(async (tx) => {
    for (const override of statutes.overrides) {
      const { act, subjectId, details } = overrideAuditEntry(override);
      await recordAudit(tx, PLATFORM, act, subjectId, details);
    }
  });
}
