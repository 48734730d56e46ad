import { createHash } from 'node:crypto';
import type { CitizenNumber, CreditCode, LocalDate, PatentNumber } from '@xianjie/identifiers';

export const sources = ['E_COMMERCE', 'FAIR', 'COMPLAINT', 'CUSTOMS'] as const;
export type Source = (typeof sources)[number];

export const scopes = ['CITY', 'PROVINCE', 'NATION'] as const;
export type Scope = (typeof scopes)[number];

/** What is suspected: 实施细则 2023 art 101 (counterfeiting) and 专利法 art 65 (infringement). */
export const actTypes = [
  'MARKING_WITHOUT_PATENT',
  'MARKING_AFTER_END',
  'USING_ANOTHERS_NUMBER',
  'CALLING_APPLICATION_PATENT',
  'FORGED_DOCUMENT',
  'INFRINGEMENT',
] as const;
export type ActType = (typeof actTypes)[number];

/** Where the lead comes from. */
export type Origin =
  | {
      readonly source: 'E_COMMERCE';
      readonly platform: string;
      readonly url: string;
      readonly listingId?: string | undefined;
    }
  | { readonly source: 'FAIR'; readonly fair: string; readonly booth: string }
  | { readonly source: 'COMPLAINT'; readonly complaintNo: string; readonly receivedOn: LocalDate }
  | { readonly source: 'CUSTOMS'; readonly customs: string; readonly declarationNo: string };

export interface Organisation {
  readonly kind: 'ORGANISATION';
  readonly name: string;
  readonly creditCode?: CreditCode | undefined;
}

export interface Shop {
  readonly kind: 'SHOP';
  readonly platform: string;
  readonly shopId: string;
  readonly name: string;
  readonly operatorCreditCode?: CreditCode | undefined;
}

/** A natural person as submitted; kept as `SealedPerson`. */
export interface Person {
  readonly kind: 'PERSON';
  readonly name: string;
  readonly citizenNumber?: CitizenNumber | undefined;
  readonly phone?: string | undefined;
}

export interface Evidence {
  readonly name: string;
  /** Hex. The files stay with the submitter until asked for. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What a submitter says of a suspicion. */
export interface LeadContent {
  readonly externalNo: string;
  readonly origin: Origin;
  readonly scope: Scope;
  readonly subject: Organisation | Shop | Person;
  readonly patentNumber?: PatentNumber | undefined;
  readonly actType: ActType;
  readonly actOn: LocalDate;
  readonly areaCode: string;
  readonly goods: string;
  readonly summary?: string | undefined;
  readonly evidence: readonly Evidence[];
}

/**
 * SHA-256 (hex) of the content's canonical JSON: equal for what was typed differently and means the same. Personal
 * numbers enter by their keyed hash, so that the digest gives no way to guess them.
 */
export function digestOf(content: LeadContent, hash: (number: string) => string): string {
  const { subject } = content;
  const hidden =
    subject.kind === 'PERSON'
      ? {
          ...subject,
          citizenNumber: subject.citizenNumber && hash(subject.citizenNumber),
          phone: subject.phone && hash(subject.phone),
        }
      : subject;
  return createHash('sha256')
    .update(canonical({ ...content, subject: hidden }))
    .digest('hex');
}

/** JSON with sorted keys and without what is undefined (as RFC 8785 orders ASCII keys). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(field)}`;
  }
  return `{${text}}`;
}
