import { type Checked, type LocalDate, refuse } from '@xianjie/identifiers';
import { divisionOf, parentCode } from '../division.js';
import type { Certainty } from '../record.js';
import { isMunicipality, levelOf, provinceCodeOf } from '../structure.js';
import { isWithin, presentOf } from '../within.js';
import type { Delegation, IndexedRegistry, RegisteredAgency } from './agency-registry.js';
import {
  ACROSS_AREAS,
  ENTRUSTING,
  type Matter,
  type MatterRule,
  matterRule,
  type Rank,
  ranks,
} from './matters.js';

/** A place of an act, by code; of the day `asOf`, where that is long ago. */
export interface Place {
  readonly area: string;
  readonly asOf?: LocalDate;
  /** The agency of the Corps on whose land the place lies, where its code does not tell: a regiment 团场 inside a county. */
  readonly landOf?: string;
}

export interface Competence {
  /** Decides, in its own name. */
  readonly agency: RegisteredAgency;
  readonly rank: Rank;
  /** Does the work: the same, or an office that it entrusted. */
  readonly handledBy: RegisteredAgency;
  readonly delegation?: Delegation;
  readonly basis: readonly string[];
  readonly certainty: Certainty;
  readonly why: { readonly zh: string; readonly en: string };
}

/**
 * Which agency is competent for a matter at one place or several, on a day.
 *
 * At one place: the lowest agency of the right kind whose rank suffices; a place without one goes up, to the prefecture,
 * the province, the nation. At several: the nearest common superior, so across prefectures the province and across
 * provinces the nation. An abolished place is the business of who took over. Land of the Corps goes up within the Corps.
 * An agency may have entrusted an office below; that one handles what lies wholly in its area.
 *
 * @param on the day of the question: which delegations and assignments hold
 * @returns or refuses with `competence.no-place`, `competence.unknown-place`, `competence.unknown-agency` (of `landOf`),
 *   `competence.no-agency`
 */
export function competentAgency(
  matter: Matter,
  places: readonly Place[],
  registry: IndexedRegistry,
  on: LocalDate,
): Checked<Competence> {
  if (places.length === 0) return refuse('competence.no-place', 'No place was named', '未指明地点');
  const rule = matterRule(matter);
  const stranger = places.find(({ landOf }) => landOf !== undefined && !registry.agency(landOf));
  if (stranger)
    return refuse('competence.unknown-agency', 'The land is of no known agency', '所属机关不在名录中');
  const present = places.map(presentPlaces);
  if (present.some((each) => each.length === 0)) {
    return refuse(
      'competence.unknown-place',
      'A place is in no known province',
      '地点不在任何已知的省级行政区划内',
    );
  }
  const grounds = present.flat();
  const chains = grounds.map((place) => chainOf(place, rule, registry, on));
  const chosen = nearestCommon(chains);
  if (!chosen) {
    return refuse(
      'competence.no-agency',
      `No agency of the registry is competent for ${rule.en} there`,
      `名录中无机关有权${rule.zh}`,
    );
  }
  return { ok: true, ...answered(matter, chosen, chains, grounds, registry, on) };
}

/** One step of the way up. */
interface Step {
  readonly agency: RegisteredAgency;
  readonly rank: Rank;
}

/** Where the place is today; several where its parts went to several. */
function presentPlaces({ area, asOf, landOf }: Place): Place[] {
  return presentOf(area, asOf).map((each) =>
    landOf === undefined ? { area: each } : { area: each, landOf },
  );
}

/** The agencies that could act for a place, the nearest first. */
function chainOf(place: Place, rule: MatterRule, registry: IndexedRegistry, on: LocalDate): Step[] {
  const suffices = ({ rank }: Step) => ranks.indexOf(rank) >= ranks.indexOf(rule.lowest);
  const corps = corpsAgency(place, registry, on);
  if (corps && rule.kinds.includes(corps.kind)) return corpsChain(corps, rule, registry).filter(suffices);
  const steps = [...areasUpFrom(place.area), null].flatMap((area) => stepIn(area, rule, registry));
  return steps.filter(suffices);
}

function corpsAgency(
  { area, landOf }: Place,
  registry: IndexedRegistry,
  on: LocalDate,
): RegisteredAgency | undefined {
  return landOf === undefined ? registry.assignedTo(area, on) : registry.agency(landOf);
}

/** A division 师 ranks as a prefecture, the Corps as a province. */
function corpsChain(corps: RegisteredAgency, rule: MatterRule, registry: IndexedRegistry): Step[] {
  const superiors = corps.parents.flatMap((id) => registry.agency(id) ?? []);
  const all = [corps, ...superiors].filter(({ kind }) => rule.kinds.includes(kind));
  return all.map((agency) => {
    if (agency.kind !== corps.kind) return { agency, rank: 'NATION' };
    const isDivision = agency.parents.some((id) => registry.agency(id)?.kind === corps.kind);
    return { agency, rank: isDivision ? 'PREFECTURE' : 'PROVINCE' };
  });
}

function areasUpFrom(area: string): string[] {
  const parent = parentCode(area);
  return parent === null ? [area] : [area, ...areasUpFrom(parent)];
}

/** The preferred agency of an area; of the nation where the area is null. */
function stepIn(area: string | null, rule: MatterRule, registry: IndexedRegistry): Step[] {
  const here = registry.inArea(area).filter(({ kind }) => area !== null || kind !== 'corps');
  const preferred = rule.kinds.flatMap((kind) => here.filter((agency) => agency.kind === kind));
  const [agency] = preferred;
  return agency ? [{ agency, rank: area === null ? 'NATION' : rankOf(area, rule) }] : [];
}

function rankOf(area: string, rule: MatterRule): Rank {
  const level = levelOf(area);
  if (level !== 'COUNTY' || !rule.municipalDistricts) return level;
  const isDistrict = isMunicipality(provinceCodeOf(area)) && divisionOf(area)?.name.endsWith('区') === true;
  return isDistrict ? 'PREFECTURE' : level;
}

function nearestCommon([first = [], ...others]: readonly (readonly Step[])[]): Step | undefined {
  return first.find(({ agency }) =>
    others.every((chain) => chain.some((step) => step.agency.id === agency.id)),
  );
}

function answered(
  matter: Matter,
  { agency, rank }: Step,
  chains: readonly (readonly Step[])[],
  places: readonly Place[],
  registry: IndexedRegistry,
  on: LocalDate,
): Competence {
  const { basis, certainty } = matterRule(matter);
  const isAcross = new Set(chains.map(([nearest]) => nearest?.agency.id)).size > 1;
  const delegation = delegationFor(places, registry.delegationsFrom(agency.id, matter, on), registry);
  const office = delegation && registry.agency(delegation.to);
  return {
    agency,
    rank,
    handledBy: office ?? agency,
    ...(delegation ? { delegation } : {}),
    basis: [
      basis,
      ...(isAcross ? [ACROSS_AREAS] : []),
      ...(delegation ? [delegation.document, ENTRUSTING] : []),
    ],
    certainty,
    why: whyOf(matterRule(matter), rank, isAcross, delegation),
  };
}

/** Of the offices entrusted, the one nearest to all the places. */
function delegationFor(
  places: readonly Place[],
  delegations: readonly Delegation[],
  registry: IndexedRegistry,
): Delegation | undefined {
  const fitting = delegations.filter(({ to }) => {
    const area = registry.agency(to)?.area;
    return area && places.every((place) => place.landOf === undefined && isWithin(place.area, area));
  });
  const depth = ({ to }: Delegation) => areasUpFrom(registry.agency(to)?.area ?? '').length;
  return fitting.toSorted((a, b) => depth(b) - depth(a) || a.to.localeCompare(b.to))[0];
}

const RANK_ZH: Readonly<Record<Rank, string>> = {
  COUNTY: '县级',
  PREFECTURE: '市级',
  PROVINCE: '省级',
  NATION: '国家',
};

function whyOf(
  rule: MatterRule,
  rank: Rank,
  isAcross: boolean,
  delegation: Delegation | undefined,
): Competence['why'] {
  const zh = [
    `${rule.zh}由${rule.organ}负责`,
    isAcross ? `涉及多个机关的区域，由共同的上级（${RANK_ZH[rank]}）管辖` : `由${RANK_ZH[rank]}机关管辖`,
    ...(delegation ? [`依${delegation.document}委托办理`] : []),
  ];
  const en = [
    `${rule.en}: ${rule.organ}`,
    isAcross
      ? `several agencies' areas, so their common superior (${rank.toLowerCase()})`
      : `the agency of the ${rank.toLowerCase()}`,
    ...(delegation ? [`entrusted by ${delegation.document}`] : []),
  ];
  return { zh: zh.join('；'), en: en.join('; ') };
}
