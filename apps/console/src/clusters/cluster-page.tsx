import { useParams } from 'react-router';
import { useAgencyName } from '../api/agencies.js';
import { Page, Section, TwoColumns } from '../kit/page.js';
import { PageState } from '../kit/page-state.js';
import { StatusTag } from '../kit/status-tag.js';
import { Timeline } from '../kit/timeline.js';
import { useWords } from '../words/words.js';
import { ClusterActs } from './cluster-acts.js';
import { type Cluster, nameOf, tones, useCluster } from './cluster-data.js';
import { ClusterLeads } from './cluster-leads.js';
import { clusterWords } from './clusters.words.js';

export function Component() {
  const { id = '' } = useParams();
  return <PageState query={useCluster(id)}>{(cluster) => <ClusterPage cluster={cluster} />}</PageState>;
}

/** A cluster: why its leads look like one matter, and what officers found. */
function ClusterPage({ cluster }: { cluster: Cluster }) {
  const words = useWords(clusterWords);
  return (
    <Page
      title={words.page(nameOf(cluster))}
      beside={<StatusTag tone={tones[cluster.status]}>{words.statuses[cluster.status]}</StatusTag>}
    >
      <ClusterActs cluster={cluster} />
      <TwoColumns
        left={
          <>
            <Section title={words.why}>
              <p>{cluster.keys.map((key) => words.keys[key]).join('、')}</p>
              <p className="soft">
                {words.whyText(cluster.score)} {words.scoreHint}
              </p>
            </Section>
            <Section title={words.leads}>
              <ClusterLeads cluster={cluster} />
              {cluster.others > 0 && <p className="soft">{words.others(cluster.others)}</p>}
            </Section>
          </>
        }
        right={<History cluster={cluster} />}
      />
    </Page>
  );
}

function History({ cluster: { acts } }: { cluster: Cluster }) {
  const words = useWords(clusterWords);
  const agencyName = useAgencyName();
  return (
    <Section title={words.history}>
      <Timeline
        entries={acts.map(({ act, at, agency, officer, leads, because }) => ({
          key: at + act,
          at,
          title: words.acts[act],
          who: [agency ? agencyName(agency) : words.system, officer].filter(Boolean).join(' · '),
          details: [words.leadCount(leads), because].filter(Boolean).join(' · '),
          tone: tones[act],
        }))}
      />
    </Section>
  );
}
