import { readFileSync } from 'node:fs';
import { DomainError } from '@xianjie/errors';
import { z } from 'zod';
import { agencySchema, type Agency, type AgencyKind } from './actor.js';

/** The agencies that take part, as every service of one deployment knows them: who can be addressed, and who is whose superior. */
export class AgencyDirectory {
  readonly #byId: ReadonlyMap<string, Agency>;

  /** Throws where an id occurs twice. */
  constructor(readonly agencies: readonly Agency[]) {
    this.#byId = new Map(agencies.map((agency) => [agency.id, agency]));
    if (this.#byId.size < agencies.length) throw new Error('The agency directory names an agency twice');
  }

  find(id: string): Agency | undefined {
    return this.#byId.get(id);
  }

  /** Throws DomainError `invalid` (`agency.unknown`). */
  get(id: string): Agency {
    const agency = this.find(id);
    if (agency) return agency;
    throw new DomainError('invalid', 'agency.unknown', `There is no agency ${id}`, {
      zh: `没有编号为 ${id} 的机关`,
    });
  }

  ofKind(...kinds: readonly AgencyKind[]): Agency[] {
    return this.agencies.filter(({ kind }) => kinds.includes(kind));
  }

  /**
   * The agency of this kind that answers for a place (GB/T 2260, six digits): the one of the county, else of the prefecture, else of
   * the province, else the nation's; undefined where none is registered. Give several kinds where either will do: the nearest wins.
   */
  competentAt(area: string, ...kinds: readonly AgencyKind[]): Agency | undefined {
    const candidates = this.ofKind(...kinds);
    const places = [area, `${area.slice(0, 4)}00`, `${area.slice(0, 2)}0000`];
    for (const place of places) {
      const found = candidates.find((agency) => agency.area === place);
      if (found) return found;
    }
    return candidates.find(({ area: own, parents }) => own === null && parents.length === 0);
  }

  /** Every agency of these kinds whose nearest or further superior is `superiorId`. */
  under(superiorId: string, ...kinds: readonly AgencyKind[]): Agency[] {
    return this.ofKind(...kinds).filter(({ parents }) => parents.includes(superiorId));
  }
}

/** Reads a JSON list of agencies (`id`, `name`, `kind`, `area`, `parents`; other fields are ignored). Throws where it is not of that form. */
export function readAgencyDirectory(file: string): AgencyDirectory {
  return new AgencyDirectory(
    z
      .array(agencySchema)
      .min(1)
      .parse(JSON.parse(readFileSync(file, 'utf8'))),
  );
}
