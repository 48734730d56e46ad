import { expect, it } from '@jest/globals';
import { signedReports } from './signed-reports.js';

it('offers for submission what two officers signed, and no other paper', () => {
  const documents = [
    { id: 'old', kind: 'TRANSFER_REPORT' },
    { id: 'new', kind: 'TRANSFER_REPORT' },
    { id: 'letter', kind: 'TRANSFER_LETTER' },
  ];
  const by = (documentId: string, officerId: string) => ({ documentId, officerId });
  const signatures = [
    by('old', 'a'),
    by('old', 'a'),
    by('new', 'a'),
    by('new', 'b'),
    by('letter', 'a'),
    by('letter', 'b'),
  ];
  expect(signedReports(documents, signatures)).toEqual(['new']);
});
