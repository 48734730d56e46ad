import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { bodyOf, type Got, type LeadPaths, leads } from '../api/clients.js';
import type { Latest } from '../kit/act.js';
import type { ConflictRow } from '../kit/conflict.js';
import type { Tone } from '../kit/status-tag.js';

export type CaseView = Got<LeadPaths, '/cases/{id}'>;
export type CaseRow = Got<LeadPaths, '/cases'>['items'][number];
export type WaitingLead = Got<LeadPaths, '/cases/unopened'>['items'][number];
export type Findings = CaseView['findings'][number];
export type Decision = CaseView['decisions'][number];

export const SERVICE = 'lead-reporting';

export const tones: Readonly<Record<CaseView['status'], Tone>> = {
  open: 'under-way',
  decided: 'done',
  closed: 'waiting',
};

/** The first cases that fit, the newest first. */
export async function askCases(
  query: Readonly<Record<string, string | number>>,
  signal: AbortSignal,
): Promise<readonly CaseRow[]> {
  const { items } = await bodyOf(leads.GET('/cases', { params: { query: query as never }, signal }));
  return items;
}

export const readCase = (id: string): Promise<CaseView> =>
  bodyOf(leads.GET('/cases/{id}', { params: { path: { id } } }));

export function useCase(id: string) {
  return useQuery({ queryKey: [SERVICE, 'cases', id], queryFn: () => readCase(id) });
}

/** After an act: the case and every list that may show it. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: [SERVICE] }), [client]);
}

/** The case as it now is, and what of it stands beside what was filled in. */
export async function latestCase(
  id: string,
  rows: (now: CaseView) => readonly ConflictRow[],
): Promise<Latest> {
  const now = await readCase(id);
  return { version: now.version, rows: rows(now) };
}
