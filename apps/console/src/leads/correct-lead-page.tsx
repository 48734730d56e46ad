import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { bodyOf, leads } from '../api/clients.js';
import { PageState } from '../kit/page-state.js';
import { Page } from '../kit/page.js';
import { useWords } from '../words/words.js';
import { SERVICE, useLead } from './lead-data.js';
import { LeadForm } from './lead-form.js';
import { formWords } from './lead-form.words.js';
import { fieldsOf, type LeadInput } from './lead-input.js';

/** The submitter corrects its lead: its whole content anew. */
export function Component() {
  const { id = '' } = useParams();
  const words = useWords(formWords);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();
  const query = useLead(id);
  const submit = async (body: LeadInput) => {
    await bodyOf(leads.PUT('/leads/{id}', { params: { path: { id } }, body }));
    void message.success(words.corrected);
    await client.invalidateQueries({ queryKey: [SERVICE] });
    void navigate(`/leads/${id}`);
  };
  return (
    <Page title={words.correctTitle} lead={words.correctLead}>
      <PageState query={query}>
        {(lead) => (
          <LeadForm
            initial={fieldsOf(lead)}
            draft={`lead.${id}.v${lead.version}`}
            submitLabel={words.correct}
            isCorrection
            submit={submit}
          />
        )}
      </PageState>
    </Page>
  );
}
