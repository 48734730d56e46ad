import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useNavigate } from 'react-router';
import { leads } from '../api/clients.js';
import { Page } from '../kit/page.js';
import { useWords } from '../words/words.js';
import { SERVICE } from './lead-data.js';
import { LeadForm } from './lead-form.js';
import { formWords } from './lead-form.words.js';
import type { LeadInput } from './lead-input.js';

const blank = {
  scope: 'CITY',
  origin: { source: 'E_COMMERCE' },
  subject: { kind: 'ORGANISATION' },
  evidence: [],
} as const;

/** An agency submits a lead. */
export function Component() {
  const words = useWords(formWords);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();
  const submit = async (body: LeadInput, key: string) => {
    const { data, response } = await leads.POST('/leads', {
      params: { header: { 'Idempotency-Key': key } },
      body,
    });
    void message.success(response.status === 200 ? words.repeated : words.submitted);
    await client.invalidateQueries({ queryKey: [SERVICE, 'leads'] });
    if (data) void navigate(`/leads/${data.id}`);
  };
  return (
    <Page title={words.newTitle}>
      <LeadForm initial={blank} draft="lead.new" submitLabel={words.submit} submit={submit} />
    </Page>
  );
}
