import type { Clock } from '@xianjie/deadlines';
import { localDateOf } from '@xianjie/service';
import type { SealedNumber } from '../leads/personal-numbers.js';
import type { Case } from './case.js';
import type { CaseInList } from './cases.store.js';
import { isDecisionClock } from './case-clocks.js';
import { transferIsAwaited, transferIsOpen } from './case-notes.js';
import type { Party } from './case-party.js';
import type { CaseRow, CaseView } from './case-view.dto.js';

/** A row of a list; `clock` is that of its decision, while it runs. */
export function rowOf(from: CaseInList, clock: Clock | undefined, now: Date): CaseRow {
  return {
    ...commonOf(from, clock, now),
    partyName: from.party?.name ?? null,
    transferState: from.transfer?.state ?? null,
    patentNotices: from.patentNotices.length,
  };
}

/** The page of a case: personal numbers but for their last characters hidden. */
export function viewOf(from: Case, clocks: readonly Clock[], now: Date): CaseView {
  const { alsoAt, goods, officers, milestones, findings, decisions, patentNotices, closing, acts } = from;
  return {
    ...commonOf(from, clocks.find(isDecisionClock), now),
    alsoAt: [...alsoAt],
    goods,
    party: from.party && partyView(from.party),
    officers: officers.map((each) => ({ ...each })),
    milestones: milestones.map((each) => ({ ...each })),
    findings: findings.map((each) => ({ ...each, grounds: [...each.grounds] })),
    decisions: decisions.map((each) => ({ ...each, penalties: [...each.penalties] })),
    transferAwaited: transferIsAwaited(from),
    transfer: transferView(from),
    patentNotices: patentNotices.map((each) => ({
      ...each,
      newEvents: [...each.newEvents],
      basis: [...each.basis],
      notes: [...each.notes],
    })),
    closing,
    clocks: clocks.map((clock) => clockView(clock, now)),
    acts: acts.map((each) => ({ ...each })),
  };
}

function commonOf(from: CaseInList, clock: Clock | undefined, now: Date) {
  const { id, agency, caseNo, leadId, areaCode, patentNumber, actType, actOn, partyKind, creditCode } = from;
  const { openedOn, status, suspected, version } = from;
  return {
    ...{ id, agency, caseNo, leadId, areaCode, patentNumber, actType, actOn, partyKind, creditCode },
    ...{ openedOn, status, suspected, limit: clock ? endOf(clock, now) : null, version },
  };
}

/** Both readings of a clock's end; none while it is suspended. */
function endOf({ due, lateAt, state }: Clock, now: Date) {
  const late = state === 'RUNNING' && lateAt !== null && lateAt <= now;
  if (due === null) return { dueOn: null, lateAfter: null, provisional: false, late };
  if (due.kind === 'day') {
    return { dueOn: due.alarmOn, lateAfter: due.lateAfter, provisional: due.provisional, late };
  }
  const day = localDateOf(new Date(due.dueAt));
  return { dueOn: day, lateAfter: day, provisional: false, late };
}

function clockView(clock: Clock, now: Date): CaseView['clocks'][number] {
  const { rule, state, startedAt, stoppedAt } = clock;
  return {
    key: rule.key,
    says: rule.says,
    endsWith: rule.endsWith,
    state,
    startedAt: startedAt.toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
    ...endOf(clock, now),
    basis: rule.basis,
    certainty: rule.certainty,
    extensions: rule.extensions.map(({ key, approvedBy, basis, certainty }) => ({
      key,
      approvedBy,
      basis,
      certainty,
    })),
  };
}

function transferView(from: Case): CaseView['transfer'] {
  const { transfer } = from;
  return (
    transfer && {
      ...transfer,
      open: transferIsOpen(from),
      steps: transfer.steps.map((step) => ({ ...step })),
    }
  );
}

const shown = (number: SealedNumber | undefined) => (number ? { shown: number.shown } : undefined);

function partyView(party: Party): NonNullable<CaseView['party']> {
  switch (party.kind) {
    case 'ORGANISATION':
      return { ...party };
    case 'SOLE_TRADER':
      return { ...party, operatorCitizenNumber: shown(party.operatorCitizenNumber) };
    case 'PERSON':
      return { ...party, citizenNumber: shown(party.citizenNumber), phone: shown(party.phone) };
  }
}
