/** Which of its ways a copy went. */
export type CopyState = 'OWED' | 'SENT' | 'ANNULLED';

export interface Owed {
  readonly sentOn: string | null;
  readonly annulledOn: string | null;
}

/** What went out stays sent, whatever became of the decision. */
export function stateOf({ sentOn, annulledOn }: Owed): CopyState {
  if (sentOn !== null) return 'SENT';
  return annulledOn === null ? 'OWED' : 'ANNULLED';
}

/** What the form of the copies holds. */
export interface SendingValues {
  readonly sentOn: string;
  readonly rightHolder: 'told' | 'none';
  readonly rightHolderToldOn?: string;
  readonly noRightHolder?: string;
}

/** One of both: when the right holder was told, or why none was; what was typed for the other is left out. */
export function sendingOf({ sentOn, rightHolder, rightHolderToldOn, noRightHolder }: SendingValues) {
  if (rightHolder === 'none') return { sentOn, ...(noRightHolder ? { noRightHolder } : {}) };
  return { sentOn, ...(rightHolderToldOn ? { rightHolderToldOn } : {}) };
}
