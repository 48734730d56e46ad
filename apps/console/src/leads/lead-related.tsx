import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { bodyOf, leads } from '../api/clients.js';
import { Facts } from '../kit/facts.js';
import { Section } from '../kit/page.js';
import { clusterWords } from '../clusters/clusters.words.js';
import { useWords } from '../words/words.js';
import { type Lead, SERVICE } from './lead-data.js';
import { pageWords } from './lead-page.words.js';

/** The case that was opened on it, and the leads that are one matter with it. */
export function LeadRelated({ lead: { id, caseId } }: { lead: Lead }) {
  const [words, clusterNames] = [useWords(pageWords), useWords(clusterWords)];
  const { data } = useQuery({
    queryKey: [SERVICE, 'clusters', 'of-lead', id],
    queryFn: () => bodyOf(leads.GET('/clusters', { params: { query: { leadId: id, limit: 5 } as never } })),
    retry: false,
  });
  const clusters = data?.items ?? [];
  if (!caseId && clusters.length === 0) return null;
  return (
    <Section title={words.related}>
      <Facts
        facts={[
          caseId && [
            words.case,
            <Link key="case" to={`/cases/${caseId}`}>
              {words.openCase}
            </Link>,
          ],
          ...clusters.map(
            (cluster) =>
              [
                `${words.clusters} · ${clusterNames.statuses[cluster.status]}`,
                <Link key={cluster.id} to={`/clusters/${cluster.id}`}>
                  {words.clusterOf(cluster.leads.length + cluster.others - 1)}
                </Link>,
              ] as const,
          ),
        ]}
      />
    </Section>
  );
}
