import type { CaseView, Decision, Findings } from './case-data.js';

/** The decision that counts, where there is one. */
export const standingDecision = ({ decisions }: Pick<CaseView, 'decisions'>): Decision | undefined =>
  decisions.find(({ annulment }) => annulment === null);

export const latestFindings = ({ findings }: Pick<CaseView, 'findings'>): Findings | undefined =>
  findings.at(-1);
