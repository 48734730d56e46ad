import { useQuery } from '@tanstack/react-query';
import { bodyOf, type Got, type LeadPaths, leads } from '../api/clients.js';

export type Lead = Got<LeadPaths, '/leads/{id}'>;

export const SERVICE = 'lead-reporting';

export const leadKey = (id: string) => [SERVICE, 'leads', id] as const;

export function readLead(id: string): Promise<Lead> {
  return bodyOf(leads.GET('/leads/{id}', { params: { path: { id } } }));
}

export function useLead(id: string) {
  return useQuery({ queryKey: leadKey(id), queryFn: () => readLead(id) });
}
