import { useOrganName } from '../organs.js';
import { Blank, MomentBlank, Signed } from './parts.js';
import type { PrintProps } from './print-page.js';
import { lastOf } from './printables.js';

/** 移送书回执: signed on delivery, at its true time (国务院令第310号第7条). */
export function Receipt({ page }: PrintProps) {
  const organ = useOrganName();
  const delivered = lastOf(page.steps, 'DELIVERED');
  const signed = lastOf(page.steps, 'RECEIPT_SIGNED');
  return (
    <>
      <h2>涉嫌犯罪案件移送书（回执）</h2>
      <p className="paper-no">
        <Blank>{signed?.paper?.documentNo}</Blank>
      </p>
      <p className="paper-to">{organ(page.agency)}：</p>
      <p>
        你机关<Blank>{delivered?.paper?.documentNo}</Blank>移送书移送的<Blank>{page.caseNo}</Blank>
        涉嫌<Blank>{page.charge}</Blank>一案及所附材料，我机关已于
        <MomentBlank at={signed?.effectiveAt} />
        收到。
      </p>
      <p>
        签收人：<Blank>{signed?.paper?.officer?.name}</Blank>
      </p>
      <Signed organ={organ(page.police)} at={signed?.effectiveAt} />
    </>
  );
}
