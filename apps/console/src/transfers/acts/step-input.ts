import type { PaperName } from '../papers/papers.words.js';

/** A kind of paper that is missing, and why; `is` says that it was ticked. */
export type MissingGiven = Partial<Record<PaperName, { readonly is?: boolean; readonly reason?: string }>>;

/** What the form of a step holds; which of it is asked is the service's answer to `next`. */
export interface StepValues {
  readonly documentNo?: string;
  readonly reasons?: string;
  readonly documents?: readonly string[];
  readonly missing?: MissingGiven;
  readonly forwardedTo?: string;
  readonly otherOrgan?: string;
  readonly extension?: { readonly key?: string; readonly approvedBy?: string };
  readonly seizedItems?: number;
  readonly partyToldOn?: string;
  readonly criminalFineFen?: string;
  readonly higherProcuratorate?: string;
  readonly effectiveAt?: string;
  readonly officer?: string;
}

/** The missing papers as the service takes them, in the order of the law. */
export function missingOf(given: MissingGiven | undefined): { kind: string; reason: string }[] {
  return Object.entries(given ?? {}).flatMap(([kind, { is, reason }]) =>
    is && reason !== undefined && reason.trim() !== '' ? [{ kind, reason: reason.trim() }] : [],
  );
}

/** The body of a step: what was filled in, and nothing that its form does not know. */
export function bodyOfStep(
  {
    step,
    must,
    may,
  }: { readonly step: string; readonly must: readonly string[]; readonly may: readonly string[] },
  { missing, officer, ...values }: StepValues,
): Record<string, unknown> {
  const known = new Set([...must, ...may]);
  const fields = Object.entries({
    ...values,
    missing: missing ? missingOf(missing) : undefined,
    officer: officer ? { name: officer } : undefined,
  });
  return {
    step,
    ...Object.fromEntries(
      fields.filter(([name, value]) => known.has(name) && value !== undefined && value !== ''),
    ),
  };
}

/** One number for as long as the words stay the same: pressed twice, or sent again after a lost answer, it is taken once. */
export function numberFor(newKey: () => string): (body: unknown) => string {
  let last: { readonly text: string; readonly key: string } | undefined;
  return (body) => {
    const text = JSON.stringify(body);
    if (last?.text !== text) last = { text, key: newKey() };
    return last.key;
  };
}
