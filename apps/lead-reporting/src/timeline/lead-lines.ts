import type { LocalDate } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { Text } from '@xianjie/statutes';
import type { SeenCluster } from '../clusters/clusters.service.js';
import type { CheckLimits } from '../cases/waiting-leads.js';
import type { Lead } from '../leads/lead.js';
import { dayOf, type Lines } from './line.js';
import type { TimelineLine } from './timeline.dto.js';

interface Audited {
  readonly act: string;
  readonly at: Date;
  readonly agency: string;
}

/** What the trail tells of a lead, oldest first. */
export function actsOfLead(tx: Tx, id: string): Promise<Audited[]> {
  return tx.query(
    `SELECT act, at, agency_id AS agency FROM audit_entry
     WHERE subject_id = $1 AND act LIKE 'lead.%' ORDER BY at, ord`,
    [id],
  );
}

const TITLES: Readonly<Record<string, Text>> = {
  'lead.submit': { zh: '报送线索', en: 'Lead submitted' },
  'lead.correct': { zh: '更正线索', en: 'Lead corrected' },
  'lead.withdraw': { zh: '撤回线索', en: 'Lead withdrawn' },
  'lead.extend-check': { zh: '延长核查期限', en: 'Check extended' },
  'lead.end-check': { zh: '核查结束，不予立案', en: 'Check ended without a case' },
};

/** What was done to a lead, by whom; its check as a gap while nobody opened a case. */
export function linesOfLead(
  lead: Lead,
  acts: readonly Audited[],
  limits: CheckLimits,
  lines: Lines,
): TimelineLine[] {
  const { competent, externalNo } = lead;
  const done = acts.flatMap(({ act, at, agency }) => {
    const title = TITLES[act];
    if (!title) return [];
    const moment = at.toISOString();
    const to = act === 'lead.submit' && competent !== null && competent !== agency ? [competent] : [];
    return lines.done({
      ...{ kind: kindOf(act), what: act, title, agency, to, at: moment, on: dayOf(moment) },
      documentNo: act === 'lead.submit' ? externalNo : null,
      ...wordsOf(act, lead),
    });
  });
  return [...done, ...patentLines(lead, lines), ...checkGap(lead, limits, lines)];
}

const kindOf = (act: string) => (act.endsWith('-check') ? 'check' : 'lead');

function wordsOf(act: string, { withdrawnBecause, check }: Lead) {
  if (act === 'lead.withdraw') return { note: withdrawnBecause };
  if (act === 'lead.extend-check' && check.state === 'extended') return { note: check.because };
  if (act === 'lead.end-check' && check.state === 'ended') return { note: check.because };
  return {};
}

function patentLines({ patentNumber, patentStatus, patentAnswer }: Lead, lines: Lines): TimelineLine[] {
  if (patentNumber === null || patentStatus === null || patentAnswer === null) return [];
  const { answeredAt, asOf, basis } = patentAnswer;
  return [
    lines.done({
      kind: 'patent',
      what: `patent.${patentStatus.toLowerCase().replaceAll('_', '-')}`,
      title: { zh: '反馈行为日专利状态', en: 'Patent status on the day of the act answered' },
      ...{ at: answeredAt, on: dayOf(answeredAt), documentNo: patentNumber },
      basis: basis.join('；') || null,
      note: `${asOf} ${patentStatus}`,
      link: { type: 'patent', id: patentNumber },
    }),
  ];
}

function checkGap(lead: Lead, limits: CheckLimits, lines: Lines): TimelineLine[] {
  const { status, check, competent } = lead;
  if (status !== 'submitted' || check.state === 'ended' || competent === null) return [];
  const { dueOn, rule } = limits.of(lead);
  return [
    lines.awaited({
      ...{ kind: 'check', what: 'check.awaited', on: dueOn, agency: competent, basis: rule.basis },
      title: { zh: '等待核查并决定是否立案', en: 'Check awaited: is a case opened?' },
    }),
  ];
}

const CLUSTER_TITLES = {
  suggested: { zh: '系统提示可能为同一事项', en: 'Suggested to be one matter' },
  confirmed: { zh: '确认串并', en: 'Confirmed to be one matter' },
  dismissed: { zh: '驳回串并建议', en: 'Suggestion dismissed' },
  undone: { zh: '撤销串并', en: 'Cluster undone' },
} as const;

/** What was done to the clusters that a lead stands or stood in. */
export function linesOfClusters(clusters: readonly SeenCluster[], lines: Lines): TimelineLine[] {
  return clusters.flatMap(({ cluster }) =>
    cluster.acts.map(({ act, at, agency, officer, because, on }) =>
      lines.done({
        ...{ kind: 'cluster', what: `cluster.${act}`, title: CLUSTER_TITLES[act], at, agency, officer },
        on: on as LocalDate,
        note: because,
        link: { type: 'cluster', id: cluster.id },
      }),
    ),
  );
}
