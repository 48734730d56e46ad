import { useQuery } from '@tanstack/react-query';
import { bodyOf, type Got, type TransferPaths, transfers } from '../../api/clients.js';
import { SERVICE } from '../data.js';

export type PenaltyCopy = Got<TransferPaths, '/penalty-copies'>['items'][number];
export type PenaltyCopyPage = Got<TransferPaths, '/penalty-copies/{decisionId}'>;

export const readPenaltyCopy = (decisionId: string): Promise<PenaltyCopyPage> =>
  bodyOf(transfers.GET('/penalty-copies/{decisionId}', { params: { path: { decisionId } } }));

export function usePenaltyCopy(decisionId: string) {
  return useQuery({
    queryKey: [SERVICE, 'penalty-copies', decisionId],
    queryFn: () => readPenaltyCopy(decisionId),
  });
}
