import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { bodyOf, type Got, type TransferPaths, transfers } from '../api/clients.js';

export type TransferRow = Got<TransferPaths, '/transfers'>['items'][number];
export type TransferPage = Got<TransferPaths, '/transfers/{id}'>;
export type StepView = TransferPage['steps'][number];
export type ClockView = TransferPage['clocks'][number];
export type DocumentView = TransferPage['documents'][number];
export type DeliveryView = TransferPage['deliveries'][number];
export type FineView = TransferPage['fines'][number];
export type NextSteps = Got<TransferPaths, '/transfers/{id}/next'>;
export type NextStep = NextSteps['items'][number];
export type Custody = Got<TransferPaths, '/transfers/{id}/custody'>;
export type EvidenceItem = Custody['items'][number];
export type EvidenceMove = Custody['moves'][number];
export type Counts = Got<TransferPaths, '/transfers/counts'>;

export const SERVICE = 'case-transfer';
const of = (id: string) => ({ params: { path: { id } } });

export function readTransfer(id: string): Promise<TransferPage> {
  return bodyOf(transfers.GET('/transfers/{id}', of(id)));
}

export function useTransfer(id: string) {
  return useQuery({ queryKey: [SERVICE, 'transfers', id], queryFn: () => readTransfer(id) });
}

export function useNextSteps(id: string) {
  return useQuery({
    queryKey: [SERVICE, 'transfers', id, 'next'],
    queryFn: () => bodyOf(transfers.GET('/transfers/{id}/next', of(id))),
  });
}

export function useCustody(id: string) {
  return useQuery({
    queryKey: [SERVICE, 'transfers', id, 'custody'],
    queryFn: () => bodyOf(transfers.GET('/transfers/{id}/custody', of(id))),
  });
}

export function useCounts() {
  return useQuery({
    queryKey: [SERVICE, 'transfers', 'counts'],
    queryFn: () => bodyOf(transfers.GET('/transfers/counts')),
  });
}

/** What this officer did is on the page at once; everything of the service is asked for again. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: [SERVICE] }), [client]);
}
