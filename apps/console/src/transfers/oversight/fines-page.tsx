import { bodyOf, type Got, type TransferPaths, transfers } from '../../api/clients.js';
import { NumberText } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { type Column, ListPage } from '../../kit/list-page.js';
import { Money } from '../../kit/money.js';
import { StatusTag } from '../../kit/status-tag.js';
import { useWords } from '../../words/words.js';
import { SERVICE } from '../data.js';
import { useOrganName } from '../organs.js';
import { words } from './oversight.words.js';
import { OversightFrame } from './oversight-frame.js';

type Fine = Got<TransferPaths, '/oversight/fines'>['items'][number];

const keyOf = ({ decisionId }: Fine): string => decisionId;
const source = {
  service: SERVICE,
  resource: 'fines',
  filters: {},
  load: ({ cursor, limit }: { cursor: string | undefined; limit: number }) =>
    bodyOf(
      transfers.GET('/oversight/fines', { params: { query: { limit, ...(cursor ? { cursor } : {}) } } }),
    ),
} as const;

/** Fines that stand against a transfer 以罚代刑, the latest first. */
export function Component() {
  const say = useWords(words);
  return (
    <OversightFrame title={say.flaggedFines}>
      <ListPage
        source={source}
        columns={useColumns()}
        rowKey={keyOf}
        href={pathOf}
        label={say.flaggedFines}
        empty={{ title: say.noFines }}
      />
    </OversightFrame>
  );
}

/** Of a case that was never transferred there are the copies that its agency owes. */
function pathOf({ transferId, flag, decisionId }: Fine): string | undefined {
  if (transferId) return `/transfers/${transferId}`;
  return flag === 'DUTY_NOT_TRANSFERRED' ? `/transfers/penalty-copies/${decisionId}` : undefined;
}

function useColumns(): readonly Column<Fine>[] {
  const [say, organ] = [useWords(words), useOrganName()];
  return [
    {
      key: 'flag',
      title: say.flag.label,
      width: '200px',
      render: ({ flag, annulledOn, basis }) => (
        <span title={basis ?? undefined}>
          {flag && <StatusTag tone="late">{say.flag[flag]}</StatusTag>}
          {annulledOn && <StatusTag tone="waiting">{say.flag.annulled}</StatusTag>}
        </span>
      ),
    },
    {
      key: 'on',
      title: say.decisionOn,
      width: '130px',
      render: ({ decisionOn }) => <DateText at={decisionOn} />,
    },
    {
      key: 'no',
      title: say.decisionNo,
      width: 'minmax(170px, 1fr)',
      render: ({ decisionNo }) => <NumberText number={decisionNo} />,
    },
    {
      key: 'fen',
      title: say.amount,
      width: '150px',
      end: true,
      render: ({ fineFen }) => <Money fen={fineFen} />,
    },
    {
      key: 'caseNo',
      title: say.caseNo,
      width: 'minmax(170px, 1fr)',
      from: 'tablet',
      render: ({ caseNo, caseId }) => <NumberText number={caseNo ?? caseId} />,
    },
    {
      key: 'agency',
      title: say.agency,
      width: 'minmax(130px, 1fr)',
      from: 'desk',
      render: ({ agency }) => organ(agency),
    },
  ];
}
