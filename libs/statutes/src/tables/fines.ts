import { z } from 'zod';
import { yuan } from '../money.js';
import { ruleTable } from '../rule.js';

/** Amounts in fen. */
export interface FineParams {
  readonly timesGain: number;
  /** The ceiling where there is no gain, or one of at most `smallGain`. */
  readonly withoutGain: bigint;
  readonly smallGain: bigint;
}

export const fineCeilings = ruleTable<FineParams>({
  subject: { zh: '假冒专利的罚款上限', en: 'Ceiling of the fine for counterfeiting a patent' },
  chosenBy: { zh: '行为终了日', en: 'the day the act ended' },
  figures: z.strictObject({}),
})({
  COUNTERFEIT_FINE: [
    {
      validFrom: '2009-10-01',
      validTo: '2021-05-31',
      params: { timesGain: 4, withoutGain: yuan(200_000), smallGain: 0n },
      basis: '专利法（2008）第63条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '违法所得{timesGain}倍以下；没有违法所得的，{withoutGain}以下',
      en: 'Up to {timesGain} times the gain; without gain up to {withoutGain}',
    },
    {
      validFrom: '2021-06-01',
      validTo: null,
      params: { timesGain: 5, withoutGain: yuan(250_000), smallGain: yuan(50_000) },
      basis: '专利法（2020）第68条',
      certainty: 'VERIFIED',
      zh: '违法所得{timesGain}倍以下；没有违法所得或者违法所得在{smallGain}以下的，{withoutGain}以下',
      en: 'Up to {timesGain} times the gain; without gain, or up to {smallGain} of it, up to {withoutGain}',
    },
  ],
});
