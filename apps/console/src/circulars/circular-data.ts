import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { bodyOf, type Got, type LeadPaths, leads } from '../api/clients.js';
import type { Latest } from '../kit/act.js';
import type { ConflictRow } from '../kit/conflict.js';
import type { Tone } from '../kit/status-tag.js';

export type Circular = Got<LeadPaths, '/circulars/{id}'>;
export type Recipient = Circular['recipients'][number];

export const SERVICE = 'lead-reporting';

export const tones: Readonly<Record<Circular['status'], Tone>> = {
  proposed: 'under-way',
  returned: 'waiting',
  distributed: 'done',
  withdrawn: 'waiting',
};

export const recipientTones: Readonly<Record<Recipient['state'], Tone>> = {
  waiting: 'waiting',
  silent: 'late',
  outdated: 'near',
  acknowledged: 'under-way',
  answered: 'done',
};

export const readCircular = (id: string): Promise<Circular> =>
  bodyOf(leads.GET('/circulars/{id}', { params: { path: { id } } }));

export function useCircular(id: string) {
  return useQuery({ queryKey: [SERVICE, 'circulars', id], queryFn: () => readCircular(id) });
}

export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: [SERVICE] }), [client]);
}

export async function latestCircular(
  id: string,
  rows: (now: Circular) => readonly ConflictRow[],
): Promise<Latest> {
  const now = await readCircular(id);
  return { version: now.version, rows: rows(now) };
}

/** Those that have not acknowledged the newest revision. */
export const unanswered = ({ recipients }: Circular): Recipient[] =>
  recipients.filter(({ state }) => state === 'waiting' || state === 'silent' || state === 'outdated');
