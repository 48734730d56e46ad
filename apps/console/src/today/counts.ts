import type { UseQueryOptions } from '@tanstack/react-query';
import { type Service, services } from '../api/clients.js';
import { getJson } from '../api/http.js';
import { clockKinds } from '../areas.js';
import type { Session } from '../api/session.js';

/** As `libs/deadlines` names them: under every reading; by the earlier reading today; by Sunday. */
export const buckets = ['LATE', 'TODAY', 'WEEK'] as const;
export type Bucket = (typeof buckets)[number];
export type Counts = Readonly<Record<Bucket, number>>;

const POLL_MS = 60_000;

/** Which services keep clocks for an agency of this kind. */
export function clockServices({ agency }: Session): readonly Service[] {
  if (!clockKinds.includes(agency.kind)) return [];
  return services.filter((service) => service !== 'exam-exchange');
}

/** How much stands in each bucket, by service; one that refuses or lacks the question counts nothing. */
export function countsQueries(session: Session): UseQueryOptions<Counts>[] {
  return clockServices(session).map((service) => ({
    queryKey: [service, 'clocks', 'counts'],
    queryFn: ({ signal }) => getJson<Counts>(`/api/${service}/clocks/counts`, signal),
    refetchInterval: POLL_MS,
    retry: false,
  }));
}

export function totalOf(counts: readonly Counts[]): Counts {
  const sum = (bucket: Bucket) => counts.reduce((total, each) => total + each[bucket], 0);
  return { LATE: sum('LATE'), TODAY: sum('TODAY'), WEEK: sum('WEEK') };
}
