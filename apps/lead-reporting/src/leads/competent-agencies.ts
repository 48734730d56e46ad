import { Injectable } from '@nestjs/common';
import {
  agencyRegistry,
  competentAgency,
  type IndexedRegistry,
  type Matter,
  type Place,
} from '@xianjie/divisions';
import type { LocalDate } from '@xianjie/identifiers';
import { AgencyDirectory } from '@xianjie/identity';
import type { ActType } from './lead-content.js';

/** Infringement disputes are for who administers patents, all else is counterfeiting (专利法 2020 arts 65, 68). */
const matterOf = (actType: ActType): Matter =>
  actType === 'INFRINGEMENT' ? 'INFRINGEMENT_RULING' : 'COUNTERFEITING';

/** Who is competent where, among the agencies that take part. */
@Injectable()
export class CompetentAgencies {
  readonly #registry: IndexedRegistry;
  /** The agencies stay as they are while the service runs. */
  readonly #known = new Map<string, string | null>();

  /** Throws DomainError `invalid` (`agency-registry.invalid`) where the agencies contradict each other. */
  constructor(directory: AgencyDirectory) {
    this.#registry = agencyRegistry({ agencies: directory.agencies, delegations: [], assignments: [] });
  }

  /** Id of the agency that answers for an act at a place; null where none of those that take part does. */
  at(areaCode: string, actType: ActType, on: LocalDate): string | null {
    const key = `${areaCode} ${matterOf(actType)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.of([{ area: areaCode }], actType, on);
    this.#known.set(key, found);
    return found;
  }

  /** The same for an act at several places: their nearest common superior. `landOf`: see `Place` of libs/divisions. */
  of(places: readonly Place[], actType: ActType, on: LocalDate): string | null {
    const found = competentAgency(matterOf(actType), places, this.#registry, on);
    return found.ok ? found.agency.id : null;
  }
}
