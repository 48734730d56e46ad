import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, requireOfficer } from '@xianjie/identity';
import type { Clock } from '@xianjie/service';
import { type Acting, type Case, invalid } from './case.js';

/**
 * Who answers for an act on a case: the officer who is signed in, or the officer of the case that a system names. Throws DomainError
 * `forbidden` (`officer.needed`), `invalid` (`case.officer-unknown`).
 */
export function actingFor(from: Case, named: string | undefined, actor: Actor, clock: Clock): Acting {
  return {
    agency: actor.agency.id,
    officer: officerName(from, named, actor),
    today: clock.today() as LocalDate,
    at: clock.now().toISOString(),
  };
}

function officerName({ officers }: Case, named: string | undefined, actor: Actor): string {
  if (named === undefined || actor.officer) return requireOfficer(actor).name;
  if (officers.some(({ name }) => name === named)) return named;
  throw invalid(
    'officer',
    'case.officer-unknown',
    'This is no officer of the case',
    '该人员不是本案承办人员',
  );
}

/** What another service told: nobody of the agency answers for it. */
export function toldBy(clock: Clock): Acting {
  return { agency: null, officer: null, today: clock.today() as LocalDate, at: clock.now().toISOString() };
}
