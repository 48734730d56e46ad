import { z } from 'zod';
import { yuan } from '../money.js';
import { ruleTable } from '../rule.js';

export interface RewardParams {
  /** Percent of fine and confiscation. */
  readonly percent: number;
  /** Fen; also where nothing was imposed. */
  readonly floor: bigint;
}

export const rewardLevels = ruleTable<RewardParams>({
  subject: { zh: '举报奖励', en: 'Rewards for reports' },
  chosenBy: { zh: '决定奖励之日', en: 'the day the reward is decided' },
  figures: z.strictObject({}),
})({
  REPORT_REWARD_LEVEL_1: [
    {
      validFrom: '2021-12-01',
      validTo: null,
      params: { percent: 5, floor: yuan(5000) },
      basis: '市场监管领域重大违法行为举报奖励暂行办法第11条、第12条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '一级举报：罚没款的{percent}%；低于{floor}或者没有罚没款的，{floor}',
      en: 'Level 1: {percent} % of fine and confiscation; at least {floor}, also where there is none',
    },
  ],
  REPORT_REWARD_LEVEL_2: [
    {
      validFrom: '2021-12-01',
      validTo: null,
      params: { percent: 3, floor: yuan(3000) },
      basis: '市场监管领域重大违法行为举报奖励暂行办法第11条、第12条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '二级举报：罚没款的{percent}%；低于{floor}或者没有罚没款的，{floor}',
      en: 'Level 2: {percent} % of fine and confiscation; at least {floor}, also where there is none',
    },
  ],
  REPORT_REWARD_LEVEL_3: [
    {
      validFrom: '2021-12-01',
      validTo: null,
      params: { percent: 1, floor: yuan(1000) },
      basis: '市场监管领域重大违法行为举报奖励暂行办法第11条、第12条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '三级举报：罚没款的{percent}%；低于{floor}或者没有罚没款的，{floor}',
      en: 'Level 3: {percent} % of fine and confiscation; at least {floor}, also where there is none',
    },
  ],
});

export interface RewardLimitParams {
  /** Fen. */
  readonly amount: bigint;
}

export const rewardLimits = ruleTable<RewardLimitParams>({
  subject: { zh: '举报奖励的上限与程序', en: 'Limits of rewards' },
  chosenBy: { zh: '决定奖励之日', en: 'the day the reward is decided' },
  figures: z.strictObject({}),
})({
  REPORT_REWARD_CAP: [
    {
      validFrom: '2021-12-01',
      validTo: null,
      params: { amount: yuan(1_000_000) },
      basis: '市场监管领域重大违法行为举报奖励暂行办法第12条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '每起案件的奖励不超过{amount}',
      en: 'A case earns at most {amount}',
    },
  ],
  REPORT_REWARD_FINANCE_BUREAU: [
    {
      validFrom: '2021-12-01',
      validTo: null,
      params: { amount: yuan(500_000) },
      basis: '市场监管领域重大违法行为举报奖励暂行办法第12条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '奖励{amount}以上的，商同级财政部门',
      en: 'From {amount} on the finance bureau takes part',
    },
  ],
});
