import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { bodyOf, leads } from '../api/clients.js';
import { useMay, useSession } from '../api/session.js';
import { ActButton } from '../kit/act.js';
import { atMost, required } from '../kit/field-rules.js';
import { LinkButton } from '../kit/link-button.js';
import { EndCheck } from '../today/work-acts.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { type Lead, SERVICE } from './lead-data.js';
import { pageWords } from './lead-page.words.js';

/** What this officer may do with the lead. */
export function LeadActs({ lead }: { lead: Lead }) {
  const { agency } = useSession();
  const [maySubmit, mayHandle, mayOpen] = [
    useMay('lead:submit'),
    useMay('lead:handle'),
    useMay('case:handle'),
  ];
  const isOpen = lead.status === 'submitted';
  const isOwn = isOpen && maySubmit && lead.submitter === agency.id;
  const isOurs = isOpen && lead.competent === agency.id && lead.check.state !== 'ended';
  if (!isOwn && !(isOurs && (mayHandle || mayOpen))) return null;
  return (
    <div className="acts no-print">
      {isOurs && mayOpen && <OpenCase id={lead.id} />}
      {isOurs && mayHandle && lead.check.state === 'running' && <ExtendCheck lead={lead} />}
      {isOurs && mayHandle && <EndCheck id={lead.id} version={lead.version} />}
      {isOwn && <Correct id={lead.id} />}
      {isOwn && <Withdraw id={lead.id} />}
    </div>
  );
}

function OpenCase({ id }: { id: string }) {
  const words = useWords(pageWords);
  return (
    <span className="act">
      <LinkButton to={`/cases/new?leadId=${id}`} primary>
        {words.open}
      </LinkButton>
      <span className="act-follows">{words.openFollows}</span>
    </span>
  );
}

function Correct({ id }: { id: string }) {
  const words = useWords(pageWords);
  return <LinkButton to={`/leads/${id}/correct`}>{words.correct}</LinkButton>;
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [SERVICE] });
}

function Withdraw({ id }: { id: string }) {
  const [words, general, language] = [useWords(pageWords), useWords(common), useLanguage()];
  const refresh = useRefresh();
  return (
    <ActButton<{ reason: string }>
      label={words.withdraw}
      tone="danger"
      done={words.withdrawn}
      draft={`withdraw.${id}`}
      fields={
        <>
          <p className="soft">{words.withdrawFollows}</p>
          <Form.Item name="reason" label={general.reason} rules={[required(language), atMost(500, language)]}>
            <Input.TextArea rows={4} />
          </Form.Item>
        </>
      }
      act={async (body) => {
        await bodyOf(leads.POST('/leads/{id}/withdrawal', { params: { path: { id } }, body }));
        await refresh();
      }}
    />
  );
}

interface Extension {
  reason: string;
  approvedBy: string;
}

function ExtendCheck({ lead: { id, version: read } }: { lead: Lead }) {
  const [words, general, language] = [useWords(pageWords), useWords(common), useLanguage()];
  const refresh = useRefresh();
  const rules = [required(language), atMost(200, language)];
  return (
    <ActButton<Extension>
      label={words.extend}
      follows={words.extendFollows}
      done={words.extended}
      draft={`extend-check.${id}`}
      fields={
        <>
          <Form.Item name="approvedBy" label={words.approver} rules={rules}>
            <Input />
          </Form.Item>
          <Form.Item name="reason" label={general.reason} rules={[required(language), atMost(500, language)]}>
            <Input.TextArea rows={4} />
          </Form.Item>
        </>
      }
      act={async (values, version) => {
        const body = { ...values, version: version ?? read };
        await bodyOf(leads.POST('/leads/{id}/check-extension', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={async ({ approvedBy, reason }) => {
        const { version, check } = await bodyOf(leads.GET('/leads/{id}', { params: { path: { id } } }));
        return {
          version,
          rows: [
            { label: words.approver, yours: approvedBy, theirs: check.approvedBy },
            { label: general.reason, yours: reason, theirs: check.because },
          ],
        };
      }}
    />
  );
}
