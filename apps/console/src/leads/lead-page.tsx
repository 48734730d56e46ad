import { useParams } from 'react-router';
import { DateText } from '../kit/date-text.js';
import { Page, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { useWords } from '../words/words.js';
import { LeadActs } from './lead-acts.js';
import { type Lead, useLead } from './lead-data.js';
import { LeadFacts } from './lead-facts.js';
import { LeadRelated } from './lead-related.js';
import { LeadStatus } from './lead-status.js';
import { LeadTimeline } from './lead-timeline.js';
import { leadWords } from './leads.words.js';
import { PatentAnswer } from './patent-answer.js';

/** A lead: left what it says, right what happened to it. */
export function Component() {
  const { id = '' } = useParams();
  const query = useLead(id);
  return <PageState query={query}>{(lead) => <LeadPage lead={lead} />}</PageState>;
}

function LeadPage({ lead }: { lead: Lead }) {
  const words = useWords(leadWords);
  return (
    <Page
      title={lead.subject.name}
      beside={
        <>
          <LeadStatus lead={lead} />
          <span className="soft">
            {words.externalNo} {lead.externalNo} · <DateText at={lead.submittedOn} />
          </span>
        </>
      }
    >
      <LeadActs lead={lead} />
      <TwoColumns
        left={
          <>
            <LeadFacts lead={lead} />
            <PatentAnswer lead={lead} />
            <LeadRelated lead={lead} />
          </>
        }
        right={<LeadTimeline lead={lead} />}
      />
    </Page>
  );
}
