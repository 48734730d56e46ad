import type { PatentRecorded, PatentStatusAnswered } from '@xianjie/contracts';
import type { Patent } from './patent.js';
import type { AnsweredQuestion } from './patents.store.js';
import { endOfTerm, type LegalEvent } from './patent-status.js';

/** What a patent says to other services: its holder may be a natural person and is not named. */
export function patentRecorded(patent: Patent): PatentRecorded {
  const { number, type, filedOn, legalEvents } = patent;
  return {
    patentNumber: number,
    type,
    filedOn,
    endsOn: endOfTerm(patent),
    legalEvents: legalEvents.map(reference),
  };
}

export function statusAnswered({
  leadId,
  patentNumber,
  actOn,
  answer,
}: AnsweredQuestion): PatentStatusAnswered {
  const { status, since, restsOn, basis, notes, certainty } = answer;
  return {
    leadId,
    patentNumber,
    asOf: actOn,
    status,
    since,
    restsOn: restsOn.map(reference),
    basis,
    notes,
    certainty,
  };
}

function reference({ number, kind, effectiveOn, publishedOn }: LegalEvent) {
  return { number, kind, effectiveOn, publishedOn };
}
