import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { Basis } from '../kit/basis.js';
import { CopyNumber } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { Facts } from '../kit/facts.js';
import { Page, Section } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { actKindWords } from './act-kinds.words.js';
import { type DishonestAct, useDishonestAct } from './credit-data.js';
import { creditWords } from './credit.words.js';
import './credit.css';

/** A dishonest act, with whether it is published and why. */
export function Component() {
  const { id = '' } = useParams();
  const query = useDishonestAct(id);
  const [words, general] = [useWords(creditWords), useWords(common)];
  return (
    <Page
      title={query.data?.partyName ?? words.tabs.acts}
      beside={
        query.data && (
          <StatusTag tone={query.data.publishable ? 'near' : 'waiting'}>
            {query.data.publishable ? words.listed : words.notListed}
          </StatusTag>
        )
      }
      actions={<Button onClick={() => window.print()}>{general.print}</Button>}
    >
      <PageState query={query}>{(act) => <Act act={act} />}</PageState>
    </Page>
  );
}

function Act({ act }: { act: DishonestAct }) {
  const [words, kinds] = [useWords(creditWords), useWords(actKindWords)];
  return (
    <Section title={words.tabs.acts}>
      <Facts
        facts={[
          [words.creditCode, <CopyNumber number={act.creditCode} kind="credit-code" />],
          [words.recognisedOn, <DateText at={act.recognisedOn} />],
          [words.recordNo, <CopyNumber number={act.recordNo} />],
          [words.agency, act.agencyName],
          act.entryId !== null && [
            words.entry,
            <Link to={`/credit/list-entries/${act.entryId}`}>{words.openEntry}</Link>,
          ],
        ]}
      />
      <Facts
        wide
        facts={[
          [words.kind, kinds.full[act.kind]],
          [words.facts, act.facts],
          [words.publishable, `${act.publishable ? words.listed : words.notListed}：${act.why}`],
          act.basis !== '' && [words.rule, <Basis basis={act.basis} certainty={act.certainty} />],
          act.leftOutBecause !== null && [words.leftOutShort, act.leftOutBecause],
        ]}
      />
    </Section>
  );
}
