import { useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOf, credit, type CreditPaths, type Got } from '../api/clients.js';

export const SERVICE = 'credit-publishing';

export type ListedRecord = Got<CreditPaths, '/publicity'>['items'][number];
export type RecordDetail = Got<CreditPaths, '/publicity/{id}'>;
export type ListEntry = Got<CreditPaths, '/list-entries/{id}'>;
export type DishonestAct = Got<CreditPaths, '/dishonest-acts/{id}'>;
export type Repair = Got<CreditPaths, '/repairs/{id}'>;
export type HistoryLine = Got<CreditPaths, '/publicity/{id}/history'>['items'][number];
export type FeedLine = Got<CreditPaths, '/feed/items'>['items'][number];

const at = (id: string) => ({ params: { path: { id } } });

export const readRecord = (id: string) => bodyOf(credit.GET('/publicity/{id}', at(id)));
export const readRepair = (id: string) => bodyOf(credit.GET('/repairs/{id}', at(id)));

export function useRecord(id: string) {
  return useQuery({ queryKey: [SERVICE, 'publicity', id], queryFn: () => readRecord(id) });
}

export function useEntry(id: string) {
  const queryFn = () => bodyOf(credit.GET('/list-entries/{id}', at(id)));
  return useQuery({ queryKey: [SERVICE, 'lists', id], queryFn });
}

export function useDishonestAct(id: string) {
  const queryFn = () => bodyOf(credit.GET('/dishonest-acts/{id}', at(id)));
  return useQuery({ queryKey: [SERVICE, 'dishonest-acts', id], queryFn });
}

export function useRepair(id: string) {
  return useQuery({ queryKey: [SERVICE, 'repairs', id], queryFn: () => readRepair(id) });
}

export function useRecordHistory(id: string) {
  const queryFn = () => bodyOf(credit.GET('/publicity/{id}/history', at(id)));
  return useQuery({ queryKey: [SERVICE, 'publicity', id, 'history'], queryFn });
}

export function useEntryHistory(id: string) {
  const queryFn = () => bodyOf(credit.GET('/list-entries/{id}/history', at(id)));
  return useQuery({ queryKey: [SERVICE, 'lists', id, 'history'], queryFn });
}

/** The same decision in the other systems, this one among them. */
export function useSameDecision(decisionNo: string, id: string) {
  return useQuery({
    queryKey: [SERVICE, 'publicity', id, 'same-decision'],
    queryFn: () => bodyOf(credit.GET('/publicity', { params: { query: { decisionNo } as never } })),
  });
}

/** After an act everything of the service is asked for anew. */
export function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [SERVICE] });
}
