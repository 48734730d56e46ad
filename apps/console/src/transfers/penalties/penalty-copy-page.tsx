import { Link, useParams } from 'react-router';
import { useSession } from '../../api/session.js';
import { CopyNumber } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { type Fact, Facts } from '../../kit/facts.js';
import { Page, Section, TwoColumns } from '../../kit/page.js';
import { PageState } from '../../kit/page-state.js';
import { useWords } from '../../words/words.js';
import { ClockLines } from '../clocks-section.js';
import { seatOf } from '../columns.js';
import { useOrganName } from '../organs.js';
import { TransferTabs } from '../transfers-page.js';
import { CopyStateTag } from './copy-state.js';
import { type PenaltyCopyPage, usePenaltyCopy } from './penalty-data.js';
import { words } from './penalties.words.js';
import { RegisterSending } from './register-sending.js';
import '../transfers.css';

/** One penalty decision: to whom copies of it are owed, by when, and that they went out. */
export function Component() {
  const { decisionId = '' } = useParams();
  const query = usePenaltyCopy(decisionId);
  return <PageState query={query}>{(copy) => <CopyPage copy={copy} />}</PageState>;
}

interface Props {
  readonly copy: PenaltyCopyPage;
}

function CopyPage({ copy }: Props) {
  const seat = seatOf(useSession().agency.kind);
  return (
    <Page
      title={copy.decisionNo}
      beside={
        <>
          <CopyStateTag copy={copy} />
          <TransferTabs seat={seat} />
        </>
      }
    >
      <RegisterSending copy={copy} />
      <TwoColumns left={<DecisionFacts copy={copy} />} right={<Limit copy={copy} />} />
    </Page>
  );
}

function DecisionFacts({ copy }: Props) {
  const [say, organ] = [useWords(words), useOrganName()];
  const { agency } = useSession();
  const { decisionNo, decidedOn, caseId, caseNo, transferId, noRightHolder } = copy;
  const facts: Fact[] = [
    [say.decisionNo, <CopyNumber number={decisionNo} />],
    [say.decidedOn, <DateText at={decidedOn} />],
    [
      say.caseNo,
      <>
        <CopyNumber number={caseNo ?? caseId} />{' '}
        {copy.agency === agency.id && <Link to={`/cases/${caseId}`}>{say.openCase}</Link>}
      </>,
    ],
    [
      say.transfer,
      transferId ? <Link to={`/transfers/${transferId}`}>{say.openTransfer}</Link> : say.noTransfer,
    ],
    [say.agency, organ(copy.agency)],
    [say.police, organ(copy.police ?? 'POLICE')],
    [say.procuratorate, organ(copy.procuratorate ?? 'PROC')],
    copy.sentOn !== null && [say.sentOn, <DateText at={copy.sentOn} />],
    copy.rightHolderToldOn !== null && [say.toldOn, <DateText at={copy.rightHolderToldOn} />],
    noRightHolder !== null && [say.noRightHolder, noRightHolder],
    copy.annulledOn !== null && [say.annulledOn, <DateText at={copy.annulledOn} />],
  ];
  return (
    <Section title={say.facts}>
      <Facts facts={facts} />
    </Section>
  );
}

/** By when the copies are due, on what that rests, and how it is counted. */
function Limit({ copy: { clock } }: Props) {
  const say = useWords(words);
  return (
    <Section title={say.limit}>
      {clock === null ? <p className="soft">{say.noLimit}</p> : <ClockLines clocks={[clock]} />}
    </Section>
  );
}
