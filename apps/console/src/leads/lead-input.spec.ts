import { describe, expect, it } from '@jest/globals';
import { fieldsOf, inputOf, isExternalNo, isPhone, isWebAddress } from './lead-input.js';

describe('a lead as it was filled in', () => {
  it('says nothing of an origin or a kind of subject that was tried before', () => {
    const input = inputOf({
      externalNo: ' 浙知线-1 ',
      origin: { source: 'FAIR', fair: '广交会', booth: '1.2', url: 'https://left.over' },
      subject: { kind: 'ORGANISATION', name: '甲公司', citizenNumber: '11010519491231002X', creditCode: '' },
      summary: '  ',
    });
    expect(input).toEqual({
      externalNo: '浙知线-1',
      origin: { source: 'FAIR', fair: '广交会', booth: '1.2' },
      subject: { kind: 'ORGANISATION', name: '甲公司' },
      evidence: [],
    });
  });

  it('begins a correction without hidden numbers', () => {
    const lead = {
      subject: { kind: 'PERSON', name: '某', phone: { shown: '12' } },
      origin: { source: 'FAIR' },
      evidence: [],
      patentNumber: null,
    };
    expect(fieldsOf(lead as never).subject).toEqual({ kind: 'PERSON', name: '某' });
  });
});

describe('what is checked as one types', () => {
  it.each([
    ['浙知线〔2026〕1号', true],
    ['a b', false],
    ['', false],
  ])('external number %p: %p', (text, fits) => expect(isExternalNo(text)).toBe(fits));

  it.each([
    ['138 0013-8000', true],
    ['0571-88888888', true],
    ['12345', false],
  ])('telephone %p: %p', (text, fits) => expect(isPhone(text)).toBe(fits));

  it.each([
    ['https://item.example.com/1', true],
    ['javascript:alert(1)', false],
  ])('address %p: %p', (text, fits) => expect(isWebAddress(text)).toBe(fits));
});
