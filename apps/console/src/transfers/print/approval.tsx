import { useOrganName } from '../organs.js';
import { wordFor } from '../../words/law.words.js';
import { words } from '../case-page.words.js';
import { Blank, FormRow, MomentBlank } from './parts.js';
import type { PrintProps } from './print-page.js';
import { lastOf, signersOf } from './printables.js';

/** 移送审批表: what the task force proposes, and what the head decided within three days (国务院令第310号第5条). */
export function Approval({ page }: PrintProps) {
  const organ = useOrganName();
  const report = lastOf(page.steps, 'REPORT_SUBMITTED');
  const decided = lastOf(page.steps, 'APPROVED', 'REJECTED_WITH_REASON');
  const { duty, ground } = words.zh;
  return (
    <>
      <h2>涉嫌犯罪案件移送审批表</h2>
      <table className="paper-table form">
        <tbody>
          <FormRow label="案号">
            <Blank>{page.caseNo}</Blank>
          </FormRow>
          <FormRow label="涉嫌罪名">
            <Blank>{page.charge}</Blank>
          </FormRow>
          <FormRow label="移送机关">{organ(page.agency)}</FormRow>
          <FormRow label="拟移送机关">{organ(page.police)}</FormRow>
          <FormRow label="移送理由">
            <p>{wordFor(duty, page.duty)}</p>
            {page.grounds.length > 0 && <p>{page.grounds.map((each) => wordFor(ground, each)).join('、')}</p>}
            {page.basis && <p>依据：{page.basis}</p>}
          </FormRow>
          <FormRow label="专案组意见">
            <p>经核实，建议移送公安机关处理。</p>
            <p>
              执法人员：<Blank>{signersOf(report).join('、')}</Blank>
            </p>
            <p>
              <MomentBlank at={report?.effectiveAt} />
            </p>
          </FormRow>
          <FormRow label="正职负责人（主持工作的负责人）决定">
            <p>{decisionText(decided?.step)}</p>
            {decided?.paper?.reasons && <p>理由：{decided.paper.reasons}</p>}
            <p>
              签字：<Blank>{decided?.paper?.officer?.name}</Blank>
            </p>
            <p>
              <MomentBlank at={decided?.effectiveAt} />
            </p>
          </FormRow>
        </tbody>
      </table>
    </>
  );
}

function decisionText(step: string | undefined): string {
  if (step === 'APPROVED') return '批准移送。';
  return step === undefined ? '□批准移送　□不批准移送（理由记录在案）' : '不批准移送。';
}
