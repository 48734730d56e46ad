import type { LocalDate } from '@xianjie/identifiers';
import { DomainError } from '@xianjie/errors';
import type { Matter } from './matters.js';
import { registryIssues } from './registry-issues.js';

/** An agency as `libs/identity` describes it; more fields do no harm. */
export interface RegisteredAgency {
  readonly id: string;
  readonly kind: string;
  /** GB/T 2260; null for the nation's, and for the Xinjiang Corps and its divisions. */
  readonly area: string | null;
  /** Ids of its superiors, the nearest first. */
  readonly parents: readonly string[];
}

/** A superior entrusts 委托 an office below it: the office acts in the superior's name. */
export interface Delegation {
  readonly from: string;
  readonly to: string;
  readonly matters: readonly Matter[];
  readonly validFrom: LocalDate;
  /** Last day; null: until further notice. */
  readonly validTo: LocalDate | null;
  /** Number of the document that entrusts it. */
  readonly document: string;
}

/** An agency without an area of its own answers for one: a division of the Corps for its city. */
export interface Assignment {
  readonly agency: string;
  readonly area: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly basis: string;
}

export interface AgencyRegistry {
  readonly agencies: readonly RegisteredAgency[];
  readonly delegations: readonly Delegation[];
  readonly assignments: readonly Assignment[];
}

/** A registry that holds together, indexed. */
export interface IndexedRegistry {
  agency(id: string): RegisteredAgency | undefined;
  /** The agencies of an area, null for the nation's. */
  inArea(area: string | null): readonly RegisteredAgency[];
  assignedTo(area: string, on: LocalDate): RegisteredAgency | undefined;
  delegationsFrom(agency: string, matter: Matter, on: LocalDate): readonly Delegation[];
}

/**
 * Checks and indexes who is who.
 *
 * @throws DomainError `invalid`, `agency-registry.invalid`, with an issue for each thing wrong: an id twice, two of a
 *   kind in one area, an unknown superior or area, a delegation to nobody below, twice, or of what was itself entrusted
 */
export function agencyRegistry(registry: AgencyRegistry): IndexedRegistry {
  const issues = registryIssues(registry);
  if (issues.length > 0) {
    throw new DomainError(
      'invalid',
      'agency-registry.invalid',
      'The registry of agencies does not hold together',
      {
        zh: '机关名录存在矛盾',
        issues,
      },
    );
  }
  const byId = new Map(registry.agencies.map((agency) => [agency.id, agency]));
  const byArea = Map.groupBy(registry.agencies, ({ area }) => area);
  const assignments = Map.groupBy(registry.assignments, ({ area }) => area);
  const delegations = Map.groupBy(registry.delegations, ({ from }) => from);
  return {
    agency: (id) => byId.get(id),
    inArea: (area) => byArea.get(area) ?? [],
    assignedTo: (area, on) => {
      const held = (assignments.get(area) ?? []).find((each) => isInForce(each, on));
      return held && byId.get(held.agency);
    },
    delegationsFrom: (agency, matter, on) =>
      (delegations.get(agency) ?? []).filter((each) => each.matters.includes(matter) && isInForce(each, on)),
  };
}

const isInForce = (dated: { validFrom: LocalDate; validTo: LocalDate | null }, on: LocalDate): boolean =>
  dated.validFrom <= on && (dated.validTo === null || on <= dated.validTo);
