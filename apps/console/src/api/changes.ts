import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { followChanges } from './change-streams.js';
import type { Service } from './clients.js';
import { sessionState } from './session-state.js';

/** Word that something changed, as a service tells it: it says what, never how it is now. */
export interface Change {
  readonly service: Service;
  readonly resource: string;
  readonly id: string;
}

type Listener = (change: Change) => void;

const listeners = new Set<Listener>();
const silent = new Set<Service>();
const told = new Set<() => void>();

/** Where a service tells nothing, what is on the screen is asked for again at this pace. */
const POLL_MS = 60_000;

/** Calls `listener` at every change that a service tells; give it a stable function. */
export function useChanges(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}

/** Whether this service is asked at intervals because it does not tell changes. */
export function useIsSilent(service: Service): boolean {
  return useSyncExternalStore(
    (tell) => {
      told.add(tell);
      return () => void told.delete(tell);
    },
    () => silent.has(service),
  );
}

/** Follows the changes of all services for as long as the console is open; operators see no content, and are told of none. */
export function useLiveChanges(isTold: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isTold) return;
    const stop = followChanges({
      change: (change) => announce(change, client),
      reset: (service) => askAgain(service, client),
      silent: (service, is) => setSilent(service, is),
    });
    const timer = setInterval(() => {
      if (!sessionState.get()) for (const service of silent) askAgain(service, client);
    }, POLL_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [client, isTold]);
}

function setSilent(service: Service, is: boolean): void {
  if (silent.has(service) === is) return;
  if (is) silent.add(service);
  else silent.delete(service);
  told.forEach((tell) => tell());
}

/** What shows the thing is asked for again; a list is not, so that nothing moves under the reader's eyes: it says "3 new". */
function announce(change: Change, client: QueryClient): void {
  listeners.forEach((listener) => listener(change));
  void client.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[0] === change.service && queryKey[1] === change.resource && queryKey[2] !== 'list',
  });
  void client.invalidateQueries({ queryKey: [change.service, 'clocks', 'counts'] });
}

function askAgain(service: Service, client: QueryClient): void {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] === service && queryKey[2] !== 'list',
  });
}
