import { DomainError } from '@xianjie/errors';
import { type Actor, type AgencyDirectory, homeOf, visibleTo } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { readCursor } from '@xianjie/service';
import type { SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import { holds } from '../named.js';
import type { Case } from './case.js';
import type { Decision } from './case-decision.js';
import { CaseEntity } from './case.entity.js';
import type { CasesQuery } from './cases.dto.js';

const LISTED = [
  'id',
  'agency',
  'caseNo',
  'leadId',
  'areaCode',
  'patentNumber',
  'actType',
  'actOn',
  'party',
  'partyKind',
  'creditCode',
  'openedOn',
  'status',
  'suspected',
  'transfer',
  'patentNotices',
  'limitEndsOn',
  'version',
] as const satisfies readonly (keyof Case)[];

/** A case without what only its own page shows. */
export type CaseInList = Pick<Case, (typeof LISTED)[number]>;

/** One more than a page of cases that the actor may see. */
export async function findCases(
  tx: Tx,
  query: CasesQuery,
  actor: Actor,
  directory: AgencyDirectory,
): Promise<CaseInList[]> {
  const { sql, parameters } = visibleTo(actor, 'enforcement', 'case');
  const find = tx
    .getRepository(CaseEntity)
    .createQueryBuilder('case')
    .select(LISTED.map((column) => `case.${column}`))
    .where(sql, parameters)
    .limit(query.limit + 1);
  const within = agenciesBelow(actor, directory);
  if (within) find.andWhere('case.agency = ANY(:within::text[])', { within });
  filter(find, query);
  return query.order === 'newest' ? newest(find, query) : byTimeLeft(find, query);
}

function filter(find: SelectQueryBuilder<Case>, query: CasesQuery): void {
  const { agency, caseNo, status, actType, patentNumber, creditCode, leadId, suspected } = query;
  const equal = { agency, caseNo, status, actType, patentNumber, creditCode, leadId, suspected };
  for (const [name, value] of Object.entries(equal)) {
    if (value !== undefined) find.andWhere(`case.${name} = :${name}`, { [name]: value });
  }
  const { openedFrom, openedTo } = query;
  if (openedFrom) find.andWhere('case.openedOn >= :openedFrom', { openedFrom });
  if (openedTo) find.andWhere('case.openedOn <= :openedTo', { openedTo });
  if (query.area) find.andWhere('starts_with(case.areaCode, :area)', { area: query.area });
  if (query.name) find.andWhere(HOLDS_NAME, { name: query.name });
  if (query.transfer) find.andWhere(TRANSFERS[query.transfer]);
}

/** Natural persons are not looked for by name. */
const HOLDS_NAME = `case.partyKind <> 'PERSON' AND ${holds("case.party ->> 'name'", 'name')}`;

/** How far the transfer of a case came, as the counters of `case_tally` know it. */
const TRANSFERS = {
  opened: 'case.transfer IS NOT NULL',
  delivered: "transfer_took(case.transfer, 'DELIVERED')",
  receipted: "transfer_took(case.transfer, 'RECEIPT_SIGNED')",
  filed: "transfer_took(case.transfer, 'FILED')",
} as const;

function newest(find: SelectQueryBuilder<Case>, { cursor }: CasesQuery): Promise<CaseInList[]> {
  const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
  if (before) find.andWhere('case.id < :before', { before });
  return find.orderBy('case.id', 'DESC').getMany();
}

function byTimeLeft(find: SelectQueryBuilder<Case>, { cursor }: CasesQuery): Promise<CaseInList[]> {
  const [day, id] = readCursor(cursor, z.tuple([z.iso.date(), z.uuid()])) ?? [];
  find.andWhere('case.limitEndsOn IS NOT NULL');
  if (day) find.andWhere('(case.limit_ends_on, case.id) > (:day::date, :id::uuid)', { day, id });
  return find.orderBy('case.limitEndsOn').addOrderBy('case.id').getMany();
}

/** Where a page of cases ends. */
export function keyOf({ id, limitEndsOn }: CaseInList, order: CasesQuery['order']): string[] {
  return order === 'newest' ? [id] : [limitEndsOn ?? '', id];
}

/** Agencies whose cases can be visible at all, so that an index finds them; undefined for the nation, which sees everybody's. */
function agenciesBelow({ agency }: Actor, directory: AgencyDirectory): string[] | undefined {
  if (agency.parents.length === 0) return undefined;
  const { city } = homeOf(agency);
  const below = directory.agencies.filter(
    (each) => each.parents.includes(agency.id) || homeOf(each).city === city,
  );
  return [...new Set([agency.id, ...below.map(({ id }) => id)])];
}

export async function findByNumber(tx: Tx, agency: string, caseNo: string): Promise<Case | null> {
  return tx.getRepository(CaseEntity).findOneBy({ agency, caseNo });
}

/** Gives the number of a decision away. Throws DomainError `conflict` (`decision.number-used`). */
export async function takeDecisionNumber(tx: Tx, { agency, id }: Case, decision: Decision): Promise<void> {
  const taken = await tx.query<unknown[]>(
    `INSERT INTO case_decision (agency, decision_no, case_id, decision_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING decision_id`,
    [agency, decision.decisionNo, id, decision.id],
  );
  if (taken.length > 0) return;
  const message = `Number ${decision.decisionNo} was given to another decision`;
  const zh = `文号 ${decision.decisionNo} 已用于其他决定`;
  throw new DomainError('conflict', 'decision.number-used', message, {
    zh,
    issues: [{ field: 'decisionNo', rule: 'decision.number-used', message, messageZh: zh }],
  });
}
