import { useOrganName } from '../organs.js';
import { deliveryKinds, paperNames } from '../papers/papers.words.js';
import { Blank, Signed } from './parts.js';
import type { PrintProps } from './print-page.js';
import { lastOf, signersOf } from './printables.js';

/** 涉嫌犯罪案件移送书, with the five kinds of paper it carries (国务院令第310号第6条). */
export function Letter({ page }: PrintProps) {
  const organ = useOrganName();
  const delivered = lastOf(page.steps, 'DELIVERED');
  const officers = signersOf(lastOf(page.steps, 'REPORT_SUBMITTED'));
  return (
    <>
      <h2>涉嫌犯罪案件移送书</h2>
      <p className="paper-no">
        <Blank>{delivered?.paper?.documentNo}</Blank>
      </p>
      <p className="paper-to">{organ(page.police)}：</p>
      <p>
        我机关在查处<Blank>{page.caseNo}</Blank>案件中，发现当事人的行为涉嫌<Blank>{page.charge}</Blank>
        。依照《中华人民共和国行政处罚法》第二十七条、《行政执法机关移送涉嫌犯罪案件的规定》第三条、第五条的规定，现将该案移送你机关，请依法处理。
      </p>
      <p>
        请于送达时在本移送书回执上签字，并自接受案件之日起三日内作出立案或者不予立案的决定，书面通知我机关。
      </p>
      <p className="paper-list-head">附件：</p>
      <ol className="paper-list">
        {deliveryKinds.slice(1).map((kind) => (
          <li key={kind}>
            {paperNames.zh[kind]}（<Blank>{namesOf(page, kind)}</Blank>）
          </li>
        ))}
      </ol>
      <p>
        承办人：<Blank>{officers.join('、')}</Blank>　联系电话：
        <Blank />
      </p>
      <Signed organ={organ(page.agency)} at={delivered?.effectiveAt} />
      <p className="paper-copy">抄送：{organ(page.procuratorate)}</p>
    </>
  );
}

const namesOf = ({ documents, agency }: PrintProps['page'], kind: string): string =>
  documents
    .filter((document) => document.kind === kind && document.owner === agency)
    .map(({ name }) => name)
    .join('、');
