import { describe, expect, it } from '@jest/globals';
import { isPrintable, lastOf, printablesOf, signersOf } from './printables.js';

const step = (kind: string, no: string, details: object = {}) => ({
  step: kind,
  effectiveAt: '2026-03-01T00:00:00Z',
  paper: { officer: null, documentNo: no, reasons: null, details },
});

describe('printed documents', () => {
  it('are made by the organ whose they are', () => {
    expect(printablesOf('ADMIN')).toContain('letter');
    expect(printablesOf('POLICE')).not.toContain('letter');
    expect(printablesOf('POLICE')).toContain('receipt');
    expect(printablesOf('PROC')).toEqual(['case', 'articles', 'handover']);
  });

  it('have a page of their own, but for the case page', () => {
    expect(['letter', 'case', 'x', undefined].map(isPrintable)).toEqual([true, false, false, false]);
  });

  it('are filled in from the last step of their kind that is shown', () => {
    const steps = [
      step('RECEIPT_SIGNED', '1号'),
      step('RECEIPT_SIGNED', '2号'),
      { ...step('FILED', '3号'), paper: null },
    ];
    expect(lastOf(steps, 'RECEIPT_SIGNED')?.paper?.documentNo).toBe('2号');
    expect(lastOf(steps, 'FILED')).toBeUndefined();
  });

  it('name those who signed the report', () => {
    expect(
      signersOf(step('REPORT_SUBMITTED', '1号', { signedBy: [{ name: '吴越' }, { name: '方敏' }] })),
    ).toEqual(['吴越', '方敏']);
    expect(signersOf(undefined)).toEqual([]);
  });
});
