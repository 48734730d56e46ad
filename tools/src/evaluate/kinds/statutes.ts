import {
  type Answer,
  counterfeitActs,
  creditSystems,
  nextSteps,
  publishedPenalties,
  repairClasses,
  rewardLevelNumbers,
  runSequence,
  Statutes,
  subjects,
  yuanOfFen,
} from '@xianjie/statutes';
import {
  dayOf,
  fenOf,
  type Fields,
  flagOf,
  nullable,
  oneOf,
  optional,
  textsOf,
  wholeNumberOf,
} from '../fields.js';
import type { Evaluate } from '../kind.js';

const released = Statutes.inForce();
const subjectOf = oneOf(subjects);
const actTypeOf = oneOf(counterfeitActs);

export const criminalThresholds: Evaluate = (fields, { statutes = released }) => {
  const answer = statutes.transferDuty({
    actEndDate: dayOf(fields, 'actEndDate'),
    discoveredDate: optional(dayOf, fields, 'discoveredDate'),
    decidedOn: optional(dayOf, fields, 'decidedOn'),
    turnover: optional(fenOf, fields, 'turnover'),
    gain: optional(fenOf, fields, 'gain'),
    directLoss: optional(fenOf, fields, 'directLoss'),
    patents: optional(wholeNumberOf, fields, 'patents'),
    priorSanctionWithin2y: optional(flagOf, fields, 'priorSanctionWithin2y'),
    subject: optional(subjectOf, fields, 'subject'),
    actType: optional(actTypeOf, fields, 'actType'),
    reasonableSuspicion: optional(flagOf, fields, 'reasonableSuspicion'),
  });
  return { ...answer.result, ...restingOn(answer) };
};

/** `illegalGain` null: there was none. */
export const adminFines: Evaluate = (fields, { statutes = released }) => {
  const answer = statutes.fineCeiling({
    actEndDate: dayOf(fields, 'actEndDate'),
    illegalGain: nullable(fenOf, fields, 'illegalGain'),
    decidedOn: optional(dayOf, fields, 'decidedOn'),
  });
  return { maxFine: yuanOfFen(answer.result.maxFine), ...restingOn(answer) };
};

const systemOf = oneOf(creditSystems);
const penaltyOf = oneOf(publishedPenalties);
const classOf = oneOf(repairClasses);

export const creditPublication: Evaluate = (fields, { statutes = released }) => {
  const answer = statutes.publication({
    system: systemOf(fields, 'system'),
    decisionDate: dayOf(fields, 'decisionDate'),
    penalty: penaltyOf(fields, 'penalty'),
  });
  return { ...answer.result, ...restingOn(answer) };
};

export const creditRepair: Evaluate = (fields, { statutes = released }) => {
  const answer = statutes.repair({
    system: systemOf(fields, 'system'),
    class: classOf(fields, 'class'),
    periodStart: dayOf(fields, 'periodStart'),
    applyDate: dayOf(fields, 'applyDate'),
    corrected: flagOf(fields, 'corrected'),
    commitment: flagOf(fields, 'commitment'),
    lastRepair: optional(dayOf, fields, 'lastRepair'),
  });
  return { ...answer.result, ...restingOn(answer) };
};

const levelOf = oneOf(rewardLevelNumbers);

export const reportReward: Evaluate = (fields, { statutes = released }) => {
  const answer = statutes.reward({
    level: levelOf(fields, 'level'),
    fineAndConfiscation: nullable(fenOf, fields, 'fineAndConfiscation'),
    decidedOn: optional(dayOf, fields, 'decidedOn'),
  });
  return { ...answer.result, reward: yuanOfFen(answer.result.reward), ...restingOn(answer) };
};

/** Of a refused history the events that its last state allows are told, too. */
export const transferSequence: Evaluate = (fields: Fields) => {
  const run = runSequence(textsOf(fields, 'events'));
  return run.accepted ? run : { ...run, allowed: nextSteps(run.state).map(({ event }) => event) };
};

/** Why one may rely on an answer. */
function restingOn({ rule, basis, certainty, advice, overridden, why }: Answer<unknown>) {
  return { rule, basis, certainty, advice, overridden, why };
}
