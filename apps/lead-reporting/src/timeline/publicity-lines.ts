import type { CasePublicity } from '../publicity/case-publicity.store.js';
import type { Lines } from './line.js';
import type { TimelineLine } from './timeline.dto.js';

const SYSTEMS: Readonly<Record<string, string>> = {
  SAMR: '国家企业信用信息公示系统',
  CREDIT_CHINA: '信用中国',
};

const REASONS: Readonly<Record<string, string>> = {
  TERM_ENDED: '公示期满',
  REPAIRED: '信用修复',
  DECISION_ANNULLED: '决定被撤销',
  WITHDRAWN: '机关撤回',
};

/** When a decision of the case was shown to the public, and until when. */
export function linesOfPublicity(records: readonly CasePublicity[], lines: Lines): TimelineLine[] {
  return records.flatMap(
    ({ recordId, agency, system, decisionNo, publishedOn, endsOn, removedOn, because }) => {
      const link = { type: 'publicity-record', id: recordId };
      const shown = lines.done({
        ...{
          kind: 'publicity',
          what: 'publicity.published',
          on: publishedOn,
          agency,
          documentNo: decisionNo,
          link,
        },
        title: { zh: '公示处理决定', en: 'Decision made public' },
        note: `${SYSTEMS[system] ?? system}，至 ${endsOn}`,
      });
      if (removedOn === null) return [shown];
      const removed = lines.done({
        ...{
          kind: 'publicity',
          what: 'publicity.removed',
          on: removedOn,
          agency,
          documentNo: decisionNo,
          link,
        },
        title: { zh: '停止公示', en: 'No longer shown' },
        note: REASONS[because ?? ''] ?? because,
      });
      return [shown, removed];
    },
  );
}
