import type { Actor, Agency, AgencyKind } from './actor.js';

export const markingScopes = ['CITY', 'PROVINCE', 'NATION', 'PARTNER'] as const;
/** How far a row may be seen; PARTNER: the nation's organs and those outside them, such as platforms. */
export type MarkingScope = (typeof markingScopes)[number];

export const purposes = [
  'enforcement',
  'supervision',
  'credit',
  'criminal-transfer',
  'examination',
  'statistics',
] as const;
/** What somebody wants to see a row for. Data is used for the stated purpose only (政务数据共享条例, Order 809). */
export type Purpose = (typeof purposes)[number];

/** Who may see a row: kept with the row, made by `markingOf`. */
export interface Marking {
  /** Agency the row belongs to; it always sees it. */
  readonly owner: string;
  readonly scope: MarkingScope;
  /** Where the owner is at home, see `homeOf`. */
  readonly city: string;
  readonly province: string;
  /** The owner's superiors; they see what their kind and purpose allow, whatever the scope. */
  readonly superiors: readonly string[];
  readonly kinds: readonly AgencyKind[];
  readonly purposes: readonly Purpose[];
  /** Agencies the act is addressed to; they see it for its purposes, whatever their kind and home. */
  readonly addressees: readonly string[];
}

/** Not organs of the state: they see what is marked PARTNER, or addressed to them. */
const outsideOrgans: readonly AgencyKind[] = ['platform', 'credit-platform'];

/**
 * The city (four digits) and province (two) an agency is at home in. One without an area, like the Xinjiang Corps, is
 * its own province, and its divisions are cities of it.
 */
export function homeOf({ id, area, parents }: Agency): { city: string; province: string } {
  if (area) return { city: area.slice(0, 4), province: area.slice(0, 2) };
  return { city: id, province: parents.at(-2) ?? id };
}

/** A marking for a row that `owner` makes. */
export function markingOf(
  owner: Agency,
  {
    scope,
    kinds,
    purposes,
    addressees = [],
  }: Pick<Marking, 'scope' | 'kinds' | 'purposes'> & { addressees?: readonly string[] },
): Marking {
  return { owner: owner.id, scope, ...homeOf(owner), superiors: owner.parents, kinds, purposes, addressees };
}

/** Whether the actor may see a row, for this purpose. The same in every channel; `visibleTo` asks it of a list. */
export function maySee({ agency }: Actor, marking: Marking, purpose: Purpose): boolean {
  if (marking.owner === agency.id) return true;
  if (!marking.purposes.includes(purpose)) return false;
  if (marking.addressees.includes(agency.id)) return true;
  if (!marking.kinds.includes(agency.kind)) return false;
  if (marking.scope === 'PARTNER') return true;
  if (outsideOrgans.includes(agency.kind)) return false;
  if (marking.scope === 'NATION' || marking.superiors.includes(agency.id)) return true;
  const home = homeOf(agency);
  return marking.scope === 'CITY' ? marking.city === home.city : marking.province === home.province;
}

/** Columns of a marking for an `EntitySchema`, as `embeddeds: { marking: { schema: new EntitySchema({ name: 'marking', columns: markingColumns }), prefix: false } }`. */
export const markingColumns = {
  owner: { type: 'text', name: 'marking_owner' },
  scope: { type: 'text', name: 'marking_scope' },
  city: { type: 'text', name: 'marking_city' },
  province: { type: 'text', name: 'marking_province' },
  superiors: { type: 'text', name: 'marking_superiors', array: true },
  kinds: { type: 'text', name: 'marking_kinds', array: true },
  purposes: { type: 'text', name: 'marking_purposes', array: true },
  addressees: { type: 'text', name: 'marking_addressees', array: true },
} as const;

/** The same columns for a migration. */
export const markingColumnsSql = `
  marking_owner text NOT NULL, marking_scope text NOT NULL CHECK (marking_scope IN ('CITY', 'PROVINCE', 'NATION', 'PARTNER')),
  marking_city text NOT NULL, marking_province text NOT NULL, marking_superiors text[] NOT NULL DEFAULT '{}',
  marking_kinds text[] NOT NULL, marking_purposes text[] NOT NULL, marking_addressees text[] NOT NULL DEFAULT '{}'`;

/**
 * `maySee` as a condition for a list, on the columns above of table `alias`: named parameters as TypeORM's
 * `andWhere(sql, parameters)` takes them.
 */
export function visibleTo(
  { agency }: Actor,
  purpose: Purpose,
  alias: string,
): { sql: string; parameters: Record<string, string> } {
  if (!/^[a-z_][a-z0-9_]*$/i.test(alias)) throw new Error(`${alias} is no table alias`);
  const column = (name: string) => `${alias}.marking_${name}`;
  const { city, province } = homeOf(agency);
  const near = [
    `${column('scope')} = 'NATION'`,
    `:seerAgency = ANY(${column('superiors')})`,
    `(${column('scope')} = 'CITY' AND ${column('city')} = :seerCity)`,
    `(${column('scope')} = 'PROVINCE' AND ${column('province')} = :seerProvince)`,
  ];
  const reach = [`${column('scope')} = 'PARTNER'`, ...(outsideOrgans.includes(agency.kind) ? [] : near)].join(
    ' OR ',
  );
  return {
    sql: `(${column('owner')} = :seerAgency OR (:seerPurpose = ANY(${column('purposes')}) AND (:seerAgency = ANY(${column('addressees')})
      OR (:seerKind = ANY(${column('kinds')}) AND (${reach})))))`,
    parameters: {
      seerAgency: agency.id,
      seerKind: agency.kind,
      seerPurpose: purpose,
      seerCity: city,
      seerProvince: province,
    },
  };
}
