import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { bodyOf, leads } from '../api/clients.js';
import { useSession } from '../api/session.js';
import { ActButton } from '../kit/act.js';
import { atMost, required } from '../kit/field-rules.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { type Circular, latestCircular, unanswered, useRefresh } from './circular-data.js';
import { circularWords } from './circulars.words.js';
import { TextFields } from './propose-circular.js';

interface Distribution {
  circularNo: string;
  addressees?: string[];
  acknowledgeWithin?: number;
}

/** A checked case is told to other agencies. */
export function Distribute({ circular: { id, version: read, proposer } }: { circular: Circular }) {
  const words = useWords(circularWords);
  const refresh = useRefresh();
  return (
    <ActButton<Distribution>
      label={words.distribute}
      tone="primary"
      follows={words.distributeFollows}
      done={words.distributed}
      draft={`distribute.${id}`}
      initial={{ acknowledgeWithin: 5 }}
      fields={<DistributionFields proposer={proposer} />}
      act={async (values, version) => {
        const body = { acknowledgeWithin: 5, ...values, version: version ?? read };
        await bodyOf(leads.POST('/circulars/{id}/distribution', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={({ circularNo }) =>
        latestCircular(id, (now) => [
          { label: words.status, yours: null, theirs: words.statuses[now.status] },
          { label: words.circularNo, yours: circularNo, theirs: now.circularNo },
        ])
      }
    />
  );
}

const OFFICES: readonly string[] = ['patent-office-prefecture', 'patent-office-province', 'corps'];

function DistributionFields({ proposer }: { proposer: string }) {
  const [words, language] = [useWords(circularWords), useLanguage()];
  const { agency } = useSession();
  const { data } = useQuery({
    queryKey: ['lead-reporting', 'agencies', 'all'],
    queryFn: () => bodyOf(leads.GET('/agencies')),
    staleTime: Infinity,
  });
  const below = (data?.items ?? []).filter(
    ({ id, kind, parents }) => parents.includes(agency.id) && OFFICES.includes(kind) && id !== proposer,
  );
  return (
    <>
      <Form.Item
        name="circularNo"
        label={words.circularNo}
        rules={[required(language), atMost(64, language)]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="addressees" label={words.addressees} extra={words.addresseesHint}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={below.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="acknowledgeWithin" label={words.within}>
        <InputNumber min={1} max={60} precision={0} />
      </Form.Item>
    </>
  );
}

/** Sent back to its proposer, or taken back from its addressees: with reasons. */
export function EndCircular({ circular, kind }: { circular: Circular; kind: 'sendBack' | 'withdraw' }) {
  const [words, general, language] = [useWords(circularWords), useWords(common), useLanguage()];
  const refresh = useRefresh();
  const { id, version: read } = circular;
  const path = kind === 'sendBack' ? '/circulars/{id}/return' : '/circulars/{id}/withdrawal';
  return (
    <ActButton<{ reason: string }>
      label={words[kind]}
      tone={kind === 'withdraw' ? 'danger' : 'plain'}
      done={kind === 'sendBack' ? words.returned : words.withdrawn}
      draft={`${kind}.${id}`}
      fields={
        <Form.Item name="reason" label={general.reason} rules={[required(language), atMost(500, language)]}>
          <Input.TextArea rows={4} />
        </Form.Item>
      }
      act={async ({ reason }, version) => {
        const body = { reason, version: version ?? read };
        await bodyOf(leads.POST(path, { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={({ reason }) =>
        latestCircular(id, (now) => [
          { label: words.status, yours: null, theirs: words.statuses[now.status] },
          { label: general.reason, yours: reason, theirs: now.endedBecause },
        ])
      }
    />
  );
}

interface Correction {
  title: string;
  body: string;
  reason: string;
}

export function CorrectCircular({
  circular: { id, version: read, title, body: text },
}: {
  circular: Circular;
}) {
  const [words, general, language] = [useWords(circularWords), useWords(common), useLanguage()];
  const refresh = useRefresh();
  return (
    <ActButton<Correction>
      label={words.correct}
      follows={words.correctFollows}
      done={words.corrected}
      draft={`correct.${id}`}
      wide
      initial={{ title, body: text }}
      fields={
        <>
          <TextFields />
          <Form.Item name="reason" label={general.reason} rules={[required(language), atMost(500, language)]}>
            <Input.TextArea rows={3} />
          </Form.Item>
        </>
      }
      act={async (values, version) => {
        const body = { ...values, version: version ?? read };
        await bodyOf(leads.PUT('/circulars/{id}', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={(values) =>
        latestCircular(id, (now) => [
          { label: words.name, yours: values.title, theirs: now.title },
          { label: words.body, yours: values.body, theirs: now.body },
        ])
      }
    />
  );
}

export function Remind({ circular }: { circular: Circular }) {
  const words = useWords(circularWords);
  const refresh = useRefresh();
  const open = unanswered(circular);
  const { id } = circular;
  if (open.length === 0) return null;
  const act = async () => {
    await bodyOf(leads.POST('/circulars/{id}/reminder', { params: { path: { id } } }));
    await refresh();
  };
  return (
    <ActButton
      label={words.remind}
      tone="primary"
      follows={words.remindFollows(open.length)}
      act={act}
      done={words.reminded}
    />
  );
}
