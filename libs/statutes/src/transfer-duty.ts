import { type Answer, answer, weakest } from './answer.js';
import type { StatuteBook } from './book.js';
import { checkFacts, type CounterfeitFacts } from './counterfeit-facts.js';
import { judge, type Threshold } from './criminal-threshold.js';
import { checkDay } from './input.js';
import { sayRule } from './say.js';
import { transferDuties } from './tables/duty.js';

export const transferDutyVerdicts = [
  'MUST_TRANSFER',
  'MUST_TRANSFER_REASONABLE_SUSPICION',
  'NO_DUTY_ON_AMOUNT',
] as const;

export type TransferDutyVerdict = (typeof transferDutyVerdicts)[number];

export interface SuspicionFacts extends CounterfeitFacts {
  /** When the agency found out; the act's end where absent. It lies before that where the act went on. */
  readonly discoveredDate?: string | undefined;
  /** The crime is reasonably suspected, and only police measures can show whether the threshold is met. */
  readonly reasonableSuspicion?: boolean | undefined;
}

export interface DutyToTransfer extends Threshold {
  readonly transferDuty: TransferDutyVerdict;
}

/**
 * Whether the agency must transfer (国务院令第310号 art. 3): the threshold is met, or, for discoveries from 2020-08-07, a crime is
 * reasonably suspected. The suspicion holds whatever the figures are, so its certainty is that of the duty alone. Throws as
 * `criminalThreshold` does.
 */
export function transferDuty(book: StatuteBook, facts: SuspicionFacts): Answer<DutyToTransfer> {
  const { answer: threshold, isCriminalAct } = judge(book, checkFacts(facts));
  const discovered = checkDay(facts.discoveredDate ?? facts.actEndDate, 'discoveredDate');
  const duty = book.at(transferDuties, 'TRANSFER_310', discovered);
  const suspected = isCriminalAct && duty.params.onReasonableSuspicion && facts.reasonableSuspicion === true;
  if (suspected && !threshold.result.meets) {
    return answer(
      { ...threshold.result, transferDuty: 'MUST_TRANSFER_REASONABLE_SUSPICION' },
      [duty, ...threshold.rules],
      sayRule(duty),
      duty.certainty,
    );
  }
  const transferDuty = threshold.result.meets ? 'MUST_TRANSFER' : 'NO_DUTY_ON_AMOUNT';
  return answer(
    { ...threshold.result, transferDuty },
    [...threshold.rules, duty],
    threshold.why,
    weakest([threshold.certainty, duty.certainty]),
  );
}
