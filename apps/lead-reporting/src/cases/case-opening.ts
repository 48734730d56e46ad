import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import type { Actor } from '@xianjie/identity';
import type { CompetentAgencies } from '../leads/competent-agencies.js';
import type { Lead } from '../leads/lead.js';
import type { Opening } from './case.js';
import type { OpenCaseInput } from './cases.dto.js';

/** What a case is about: from its lead, else as it was given. */
export type CaseFacts = Pick<
  Opening,
  'leadId' | 'areaCode' | 'alsoAt' | 'patentNumber' | 'actType' | 'actOn' | 'goods'
>;

export function factsOf(input: OpenCaseInput, lead: Lead | null): CaseFacts {
  const { alsoAt } = input;
  if (lead) {
    const { id, areaCode, patentNumber, actType, actOn, goods } = lead;
    return { leadId: id, areaCode, alsoAt, patentNumber, actType, actOn, goods };
  }
  const { areaCode = '', actType = 'INFRINGEMENT', patentNumber = null, actOn = null, goods = null } = input;
  return { leadId: null, areaCode, alsoAt, patentNumber, actType, actOn, goods };
}

/** First two digits of 新疆: the Corps has no codes of its own there, so it says itself which land is its (domain of its agencies). */
const XINJIANG = '65';

/**
 * Only the agency that is competent at the places may open a case (专利法 2020 arts 65, 68-70). Throws DomainError `forbidden`
 * (`case.not-competent`).
 */
export function requireCompetent(
  { areaCode, alsoAt, actType }: CaseFacts,
  { agency }: Actor,
  competent: CompetentAgencies,
  today: LocalDate,
): void {
  const ofCorps = agency.kind === 'corps';
  const places = [areaCode, ...alsoAt].map((area) =>
    ofCorps && area.startsWith(XINJIANG) ? { area, landOf: agency.id } : { area },
  );
  const found = competent.of(places, actType, today);
  if (found === agency.id) return;
  throw new DomainError(
    'forbidden',
    'case.not-competent',
    found ? `${found} is competent there` : 'No agency that takes part is competent there',
    { zh: found ? `该案由 ${found} 管辖` : '名录中无机关对该地有管辖权' },
  );
}
