import { useQuery } from '@tanstack/react-query';
import { bodyOf, type Got, type LeadPaths, leads } from '../api/clients.js';
import type { Tone } from '../kit/status-tag.js';

export type Cluster = Got<LeadPaths, '/clusters/{id}'>;
export type ClusterLead = Cluster['leads'][number];

export const SERVICE = 'lead-reporting';

export const readCluster = (id: string): Promise<Cluster> =>
  bodyOf(leads.GET('/clusters/{id}', { params: { path: { id } } }));

export function useCluster(id: string) {
  return useQuery({ queryKey: [SERVICE, 'clusters', id], queryFn: () => readCluster(id) });
}

export const tones: Readonly<Record<Cluster['status'], Tone>> = {
  suggested: 'under-way',
  confirmed: 'done',
  dismissed: 'waiting',
  undone: 'waiting',
};

/** What the leads are about: the subjects, each once. */
export function nameOf({ leads: members }: Pick<Cluster, 'leads'>): string {
  return [...new Set(members.map(({ subjectName }) => subjectName))].slice(0, 3).join('、');
}
