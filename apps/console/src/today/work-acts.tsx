import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { Link } from 'react-router';
import { bodyOf, leads } from '../api/clients.js';
import { useMay, useSession } from '../api/session.js';
import { ActButton } from '../kit/act.js';
import { atMost, required } from '../kit/field-rules.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { todayWords } from './today.words.js';
import { pathOf, type Work } from './work.js';

/** What can be done from the list itself; everything else is done on the page of the thing. */
export function WorkActs({ work }: { work: Work }) {
  const words = useWords(todayWords);
  const [mayHandle, mayAnswer] = [useMay('lead:handle'), useMay('circular:answer')];
  const to = pathOf(work, useSession().agency.kind);
  if (!to || !work.responsible) return to ? <Link to={to}>{words.openIt}</Link> : null;
  if (work.subject.type === 'lead' && mayHandle) return <LeadActs id={work.subject.id} />;
  if (work.subject.type === 'circular' && mayAnswer) return <Acknowledge id={work.subject.id} />;
  return <Link to={to}>{words.openIt}</Link>;
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['lead-reporting'] });
}

function Acknowledge({ id }: { id: string }) {
  const words = useWords(todayWords);
  const refresh = useRefresh();
  const act = async () => {
    await bodyOf(leads.POST('/circulars/{id}/acknowledgement', { params: { path: { id } } }));
    await refresh();
  };
  return <ActButton label={words.acknowledge} act={act} done={words.acknowledged} />;
}

function LeadActs({ id }: { id: string }) {
  const words = useWords(todayWords);
  return (
    <span className="row-acts">
      <Link to={`/cases/new?leadId=${id}`}>{words.openCase}</Link>
      <EndCheck id={id} />
    </span>
  );
}

/** The competent agency opens no case, and says why. */
export function EndCheck({ id, version: read }: { id: string; version?: number }) {
  const [words, general, language] = [useWords(todayWords), useWords(common), useLanguage()];
  const refresh = useRefresh();
  return (
    <ActButton<{ reason: string }>
      label={words.endCheck}
      draft={`end-check.${id}`}
      done={words.ended}
      fields={
        <>
          <p className="soft">{words.endCheckFollows}</p>
          <Form.Item name="reason" label={general.reason} rules={[required(language), atMost(500, language)]}>
            <Input.TextArea rows={4} />
          </Form.Item>
        </>
      }
      act={async ({ reason }, version) => {
        const body = { reason, version: version ?? read };
        await bodyOf(leads.POST('/leads/{id}/check-end', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={async ({ reason }) => {
        const now = await bodyOf(leads.GET('/leads/{id}', { params: { path: { id } } }));
        return {
          version: now.version,
          rows: [{ label: general.reason, yours: reason, theirs: now.check.because ?? now.withdrawnBecause }],
        };
      }}
    />
  );
}
