/** What is altered, and by which tests that must be noticed. */
export interface Subject {
  readonly name: string;
  /** Folder of the project. */
  readonly place: string;
  /** Files below its `src`; all unless told. */
  readonly files?: readonly string[];
  /** Tests below its `src`; all that need no server unless told. */
  readonly tests?: readonly string[];
}

const library = (name: string): Subject => ({ name, place: `libs/${name}` });

/** The law, and what of it stands in code: the guards of transfers and the duty to transfer. */
export const subjects: readonly Subject[] = [
  library('identifiers'),
  library('calendar'),
  library('statutes'),
  {
    name: 'transfers',
    place: 'apps/case-transfer',
    files: [
      'transfers/step-guards.ts',
      'transfers/step-takers.ts',
      'transfers/step-forms.ts',
      'transfers/transfer.ts',
      'transfers/clock-moves.ts',
      'cases/known-case.ts',
      'penalties/penalty-copy.ts',
    ],
    tests: [
      'transfers/step-guards.spec.ts',
      'transfers/step-takers.spec.ts',
      'transfers/step-forms.spec.ts',
      'transfers/refusals.spec.ts',
      'transfers/clock-moves.spec.ts',
      'transfers/limits-of-law.spec.ts',
      'cases/known-case.spec.ts',
      'penalties/penalty-copy.spec.ts',
      'transfers/transfer.spec.ts',
    ],
  },
];
