import type { CitizenNumber, CreditCode } from '@xianjie/identifiers';
import type { Lead } from '../leads/lead.js';
import { placeOf } from '../leads/lead.js';
import type { PersonalNumbers, SealedNumber } from '../leads/personal-numbers.js';

/** A natural person; the numbers are sealed, bound to the case. */
export interface PersonParty {
  readonly kind: 'PERSON';
  readonly name: string;
  readonly citizenNumber?: SealedNumber | undefined;
  readonly phone?: SealedNumber | undefined;
}

export interface OrganisationParty {
  readonly kind: 'ORGANISATION';
  readonly name: string;
  readonly creditCode?: CreditCode | undefined;
}

/** 个体工商户: known by its shop name; who runs it is a natural person. */
export interface SoleTraderParty {
  readonly kind: 'SOLE_TRADER';
  readonly name: string;
  readonly creditCode?: CreditCode | undefined;
  readonly operator?: string | undefined;
  readonly operatorCitizenNumber?: SealedNumber | undefined;
}

/** Against whom a case is. */
export type Party = OrganisationParty | SoleTraderParty | PersonParty;

/** A party as it comes in, its personal numbers in the clear. */
export type GivenParty =
  | OrganisationParty
  | (Omit<SoleTraderParty, 'operatorCitizenNumber'> & {
      readonly operatorCitizenNumber?: CitizenNumber | undefined;
    })
  | {
      readonly kind: 'PERSON';
      readonly name: string;
      readonly citizenNumber?: CitizenNumber | undefined;
      readonly phone?: string | undefined;
    };

/** A party as a case keeps it, and the keyed hash by which the natural person in it is matched. */
export interface KeptParty {
  readonly party: Party;
  readonly citizenHash: string | null;
}

type PersonalField = 'citizenNumber' | 'phone' | 'operatorCitizenNumber';

/** What binds a sealed number to its case and field. */
export const partyPlaceOf = (caseId: string, field: PersonalField): string => `case/${caseId}/${field}`;

/** Seals the personal numbers of a party. */
export function sealParty(given: GivenParty, caseId: string, personal: PersonalNumbers): KeptParty {
  const seal = (number: string, field: PersonalField) => personal.seal(number, partyPlaceOf(caseId, field));
  switch (given.kind) {
    case 'ORGANISATION':
      return { party: given, citizenHash: null };
    case 'SOLE_TRADER': {
      const { operatorCitizenNumber: number, ...rest } = given;
      return {
        party: number ? { ...rest, operatorCitizenNumber: seal(number, 'operatorCitizenNumber') } : rest,
        citizenHash: number ? personal.hash(number) : null,
      };
    }
    case 'PERSON': {
      const { kind, name, citizenNumber: number, phone } = given;
      return {
        party: {
          kind,
          name,
          ...(number ? { citizenNumber: seal(number, 'citizenNumber') } : {}),
          ...(phone ? { phone: seal(phone, 'phone') } : {}),
        },
        citizenHash: number ? personal.hash(number) : null,
      };
    }
  }
}

/** Second character of a credit code: 个体工商户. */
const SOLE_TRADER_CODE = /^92/;

/** The party that a lead names; null for a shop, of which nobody knows yet who runs it. */
export function partyOfLead(
  { id, subject }: Lead,
  caseId: string,
  personal: PersonalNumbers,
): KeptParty | null {
  switch (subject.kind) {
    case 'ORGANISATION':
      return sealParty(companyOf(subject.name, subject.creditCode), caseId, personal);
    case 'SHOP':
      return null;
    case 'PERSON': {
      const opened = (field: 'citizenNumber' | 'phone') => {
        const sealed = subject[field];
        return sealed && personal.open(sealed, placeOf(id, field));
      };
      const person = { kind: 'PERSON', name: subject.name, phone: opened('phone') } as const;
      return sealParty(
        { ...person, citizenNumber: opened('citizenNumber') as CitizenNumber },
        caseId,
        personal,
      );
    }
  }
}

function companyOf(name: string, creditCode: CreditCode | undefined): GivenParty {
  const kind = creditCode && SOLE_TRADER_CODE.test(creditCode) ? 'SOLE_TRADER' : 'ORGANISATION';
  return creditCode ? { kind, name, creditCode } : { kind, name };
}

/** The names of natural persons in a party; no event and no text for others may hold them. */
export function personsIn(party: Party | null): string[] {
  if (party?.kind === 'PERSON') return [party.name];
  return party?.kind === 'SOLE_TRADER' && party.operator ? [party.operator] : [];
}
