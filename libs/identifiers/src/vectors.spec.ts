import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  checkCitizenNumber,
  checkCreditCode,
  checkIpc,
  checkLocarno,
  checkOrganisationCode,
  checkPatentNumber,
  checkPublicationNumber,
  organisationCheck,
  type LocalDate,
} from './index.js';

interface Case {
  readonly value: string;
  readonly valid: boolean;
  readonly note?: string;
  readonly canonical?: string;
  readonly verdict?: string;
  readonly expectedCheck?: string;
  readonly body?: string;
  readonly asOf?: string;
  readonly sex?: string;
  readonly type?: string;
  readonly year?: number;
  readonly scheme?: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/identifiers.json', import.meta.url), 'utf8'),
) as Record<string, readonly Case[]>;

const cases = (list: string): [string, Case][] =>
  (vectors[list] ?? []).map((each) => [`${each.value} ${each.note ?? ''}`, each]);

describe('credit codes of the vectors', () => {
  it.each(cases('uscc'))('%s', (_name, { value, verdict, canonical }) => {
    const checked = checkCreditCode(value);
    expect(checked.ok ? (checked.pilot ? 'ACCEPT_WITH_FLAG' : 'ACCEPT') : 'REJECT').toBe(verdict);
    if (checked.ok) expect(checked.value).toBe(canonical ?? value);
  });
});

describe('organisation codes of the vectors', () => {
  it.each(cases('orgCode'))('%s', (_name, { value, valid, body, expectedCheck }) => {
    expect(checkOrganisationCode(value).ok).toBe(valid);
    expect(organisationCheck(body ?? '')).toBe(expectedCheck);
  });
});

describe('citizen numbers of the vectors', () => {
  it.each(cases('idCard'))('%s', (_name, { value, valid, asOf, canonical, sex }) => {
    const checked = checkCitizenNumber(value, asOf as LocalDate);
    expect(checked.ok).toBe(valid);
    if (checked.ok) expect(checked.value).toBe(canonical ?? value);
    if (checked.ok && sex) expect(checked.sex).toBe(sex);
  });
});

describe('patent numbers of the vectors', () => {
  it.each(cases('patentNumber'))('%s', (_name, { value, valid, canonical, type, year }) => {
    const checked = checkPatentNumber(value);
    expect(checked.ok).toBe(valid);
    if (checked.ok) expect(checked).toMatchObject({ value: canonical, type, year });
  });
});

describe('publication numbers of the vectors', () => {
  it.each(cases('publicationNumber'))('%s', (_name, { value, valid }) => {
    expect(checkPublicationNumber(value).ok).toBe(valid);
  });
});

describe('classifications of the vectors', () => {
  it.each(cases('classification'))('%s', (_name, { value, valid, scheme }) => {
    expect((scheme === 'IPC' ? checkIpc(value) : checkLocarno(value)).ok).toBe(valid);
  });
});
