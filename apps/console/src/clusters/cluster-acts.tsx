import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input } from 'antd';
import { bodyOf, leads } from '../api/clients.js';
import { useMay } from '../api/session.js';
import { ActButton, type Latest } from '../kit/act.js';
import { atMost, required } from '../kit/field-rules.js';
import { common } from '../words/common.words.js';
import { useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { type Cluster, readCluster, SERVICE } from './cluster-data.js';
import { clusterWords } from './clusters.words.js';

/** What an officer may find of a cluster. */
export function ClusterActs({ cluster }: { cluster: Cluster }) {
  const mayHandle = useMay('lead:handle');
  const suggested = cluster.leads.filter(({ state }) => state === 'suggested');
  const isLive = cluster.status === 'suggested' || cluster.status === 'confirmed';
  if (!mayHandle || !isLive) return null;
  return (
    <div className="acts no-print">
      {suggested.length > 0 && <Confirm cluster={cluster} />}
      {suggested.length > 0 && <End cluster={cluster} kind="dismiss" />}
      {cluster.status === 'confirmed' && <End cluster={cluster} kind="undo" />}
    </div>
  );
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [SERVICE, 'clusters'] });
}

function Confirm({ cluster: { id, version: read, leads: members } }: { cluster: Cluster }) {
  const words = useWords(clusterWords);
  const refresh = useRefresh();
  const suggested = members.filter(({ state }) => state === 'suggested');
  return (
    <ActButton<{ leadIds: string[] }>
      label={words.confirm}
      tone="primary"
      follows={words.confirmFollows}
      done={words.confirmed}
      initial={{ leadIds: suggested.map(({ leadId }) => leadId) }}
      fields={
        <Form.Item
          name="leadIds"
          label={words.choose}
          rules={[{ required: true, type: 'array', message: words.chooseOne }]}
        >
          <Checkbox.Group
            className="stacked"
            options={suggested.map(({ leadId, subjectName, externalNo }) => ({
              value: leadId,
              label: `${subjectName} · ${externalNo}`,
            }))}
          />
        </Form.Item>
      }
      act={async ({ leadIds }, version) => {
        const body = { leadIds, version: version ?? read };
        await bodyOf(leads.POST('/clusters/{id}/confirmation', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={({ leadIds }) => latestOf(id, words, leadIds)}
    />
  );
}

function End({ cluster: { id, version: read }, kind }: { cluster: Cluster; kind: 'dismiss' | 'undo' }) {
  const [words, general, language] = [useWords(clusterWords), useWords(common), useLanguage()];
  const refresh = useRefresh();
  const path = kind === 'dismiss' ? '/clusters/{id}/dismissal' : '/clusters/{id}/undoing';
  return (
    <ActButton<{ reason: string }>
      label={words[kind]}
      follows={kind === 'dismiss' ? words.dismissFollows : words.undoFollows}
      done={kind === 'dismiss' ? words.dismissed : words.undone}
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
      latest={() => latestOf(id, words)}
    />
  );
}

/** How the cluster stands now, beside what was chosen. */
async function latestOf(
  id: string,
  words: (typeof clusterWords)['zh'],
  chosen?: readonly string[],
): Promise<Latest> {
  const now = await readCluster(id);
  const named = (ids: readonly string[]) =>
    now.leads
      .filter(({ leadId }) => ids.includes(leadId))
      .map(({ externalNo }) => externalNo)
      .join('、');
  const open = now.leads.filter(({ state }) => state === 'suggested').map(({ leadId }) => leadId);
  return {
    version: now.version,
    rows: [
      { label: words.status, yours: null, theirs: words.statuses[now.status] },
      ...(chosen ? [{ label: words.leads, yours: named(chosen), theirs: named(open) }] : []),
    ],
  };
}
