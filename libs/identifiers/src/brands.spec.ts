import { describe, expect, it } from '@jest/globals';
import type {
  CitizenNumber,
  CreditCode,
  DocumentNumber,
  IpcSymbol,
  LocalDate,
  LocarnoClass,
  OrganisationCode,
  PatentNumber,
  PublicationNumber,
} from './index.js';

/** True where a value of `From` may stand where `To` is asked for. */
type Fits<From, To> = From extends To ? true : false;

interface Brands {
  creditCode: CreditCode;
  organisationCode: OrganisationCode;
  citizenNumber: CitizenNumber;
  patentNumber: PatentNumber;
  publicationNumber: PublicationNumber;
  ipc: IpcSymbol;
  locarno: LocarnoClass;
  documentNumber: DocumentNumber;
  localDate: LocalDate;
}

/** The other brands that a brand would be taken for. */
type TakenFor<Name extends keyof Brands> = {
  [Other in keyof Brands]: Other extends Name
    ? never
    : Fits<Brands[Name], Brands[Other]> extends true
      ? Other
      : never;
}[keyof Brands];

/** The brands that take text nobody checked. */
type TakesText = {
  [Name in keyof Brands]: Fits<string, Brands[Name]> extends true ? Name : never;
}[keyof Brands];

type Confused = { [Name in keyof Brands]: TakenFor<Name> }[keyof Brands];

/** Does not compile where `T` is anything but `never`. */
const none = <T extends never>(...names: T[]): number => names.length;

describe('a checked value', () => {
  it('is told from unchecked text, and from every other kind of value, by the compiler', () => {
    expect(none<TakesText>()).toBe(0);
    expect(none<Confused>()).toBe(0);
  });

  it('is still text', () => {
    const all: Fits<Brands[keyof Brands], string> = true;
    expect(all).toBe(true);
  });
});
