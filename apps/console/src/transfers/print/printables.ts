import type { Seat } from '../columns.js';

export const printables = ['case', 'letter', 'articles', 'approval', 'handover', 'receipt'] as const;
export type Printable = (typeof printables)[number];

const ofSeat: Readonly<Record<Seat, readonly Printable[]>> = {
  ADMIN: printables,
  POLICE: ['case', 'receipt', 'articles', 'handover'],
  PROC: ['case', 'articles', 'handover'],
};

/** The documents that an organ makes from its seat. */
export const printablesOf = (seat: Seat): readonly Printable[] => ofSeat[seat];

export const isPrintable = (name: string | undefined): name is Exclude<Printable, 'case'> =>
  name !== 'case' && printables.some((each) => each === name);

/** What a paper needs of a step of the record. */
interface RecordedStep {
  readonly step: string;
  readonly effectiveAt: string;
  readonly paper: {
    readonly officer: { readonly name: string } | null;
    readonly documentNo: string | null;
    readonly reasons: string | null;
    readonly details: object;
  } | null;
}

/** The last step of one of these kinds, whose paper is filled in; undefined where none was taken: then lines stay empty. */
export function lastOf<T extends RecordedStep>(
  steps: readonly T[],
  ...kinds: readonly string[]
): T | undefined {
  return steps.findLast(({ step, paper }) => kinds.includes(step) && paper !== null);
}

/** Those who signed the report, as its step keeps them. */
export function signersOf(step: RecordedStep | undefined): string[] {
  const details = step?.paper?.details as { signedBy?: readonly { name: string }[] } | undefined;
  return details?.signedBy?.map(({ name }) => name) ?? [];
}
