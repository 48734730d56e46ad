import { useQuery } from '@tanstack/react-query';
import { bodyOf, type Got, type PatentPaths, patents } from '../api/clients.js';

export const SERVICE = 'exam-exchange';

export type PatentPage = Got<PatentPaths, '/patents'>;
export type ListedPatent = PatentPage['items'][number];
export type PatentTimeline = Got<PatentPaths, '/patents/{number}/timeline'>;
export type Period = PatentTimeline['periods'][number];
export type LegalEvent = PatentTimeline['events'][number];
export type DependentPage = Got<PatentPaths, '/patents/{number}/dependents'>;
export type Dependent = DependentPage['items'][number];

/** The life of a patent, as the register knows it or knew it at a moment. */
export function usePatent(number: string, knownAt: string | undefined) {
  return useQuery({
    queryKey: [SERVICE, 'patents', number, { knownAt }],
    queryFn: () =>
      bodyOf(
        patents.GET('/patents/{number}/timeline', {
          params: { path: { number }, query: knownAt === undefined ? {} : { knownAt } },
        }),
      ),
    // The page stays while another moment is asked for.
    placeholderData: (before) => (before?.patentNumber === number ? before : undefined),
  });
}
