import { useQueries, useQuery } from '@tanstack/react-query';
import { type Got, type LeadPaths, type Service, services } from '../api/clients.js';
import { getJson, idempotencyKey, send } from '../api/http.js';

/** Every service has these routes; the description of one stands for all. */
export type OpsState = Got<LeadPaths, '/ops/state'>;
export type Trace = Got<LeadPaths, '/ops/traces/{traceId}'>;
export type Marks = Got<LeadPaths, '/ops/marks'>;
export type ParkedPage = Got<LeadPaths, '/parked'>;
export type ParkedStream = ParkedPage['items'][number];
export type ParkedEvent = Got<LeadPaths, '/parked/events'>['items'][number];

/** What a release does, or would do. */
export interface ReleaseOutcome {
  readonly applied: number;
  readonly remaining: number;
  readonly reason: string | null;
  readonly error: string | null;
}

/** As the console's own server sees a service from outside. */
export interface ServiceHealth {
  readonly name: Service;
  readonly zh: string;
  readonly en: string;
  readonly ready: boolean;
  readonly detail: string | null;
}

const SOON_MS = 5000;
const SEEN_PARKED = 100;

export function useServiceHealth() {
  return useQuery({
    queryKey: ['console', 'services'],
    queryFn: ({ signal }) => getJson<readonly ServiceHealth[]>('/console/services', signal),
    refetchInterval: SOON_MS,
  });
}

/** One query for each service, in their order: one that does not answer hides nothing of the others. */
export function useOpsStates() {
  return useQueries({
    queries: services.map((service) => ({
      queryKey: [service, 'ops', 'state'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<OpsState>(`/api/${service}/ops/state`, signal),
      refetchInterval: SOON_MS,
    })),
  });
}

export function useParked() {
  return useQueries({
    queries: services.map((service) => ({
      queryKey: [service, 'parked'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<ParkedPage>(`/api/${service}/parked?limit=${SEEN_PARKED}`, signal),
      refetchInterval: SOON_MS,
    })),
  });
}

export function useParkedEvents(service: string, streamId: string) {
  return useQuery({
    queryKey: [service, 'parked', 'events', streamId],
    queryFn: ({ signal }) =>
      getJson<{ items: ParkedEvent[] }>(
        `/api/${service}/parked/events?streamId=${encodeURIComponent(streamId)}`,
        signal,
      ),
  });
}

export type ParkedAct = 'dry-run' | 'release' | 'give-up';

export async function actOnParked(service: string, act: ParkedAct, body: object): Promise<ReleaseOutcome> {
  const response = await send(
    new Request(`/api/${service}/parked/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey() },
      body: JSON.stringify(body),
    }),
  );
  return (await response.json()) as ReleaseOutcome;
}

/** What every service knows of a trace; a service that does not answer is left out. */
export async function readTraces(traceId: string, signal: AbortSignal): Promise<readonly Trace[]> {
  const answers = await Promise.allSettled(
    services.map((service) =>
      getJson<Trace>(`/api/${service}/ops/traces/${traceId}?days=7&locate=true`, signal),
    ),
  );
  const failed = answers.filter((answer) => answer.status === 'rejected');
  if (failed[0] && failed.length === answers.length) throw failed[0].reason;
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
}

/** How far every service has come in these streams. */
export async function readMarks(
  streamIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly Marks[]> {
  if (streamIds.length === 0) return [];
  const query = streamIds.map((id) => `streamId=${encodeURIComponent(id)}`).join('&');
  const answers = await Promise.allSettled(
    services.map((service) => getJson<Marks>(`/api/${service}/ops/marks?${query}`, signal)),
  );
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
}

/** The trace id in a `traceparent` header. */
export const traceIdOf = (traceparent: string | undefined): string | undefined =>
  /^00-([0-9a-f]{32})-/.exec(traceparent ?? '')?.[1];
