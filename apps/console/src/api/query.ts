import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.js';

/**
 * Keys are `[service, resource, …]`, so that word of a change finds what shows it. What a service refused is not asked again;
 * a lost connection is.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
      mutations: { retry: false },
    },
  });
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status === 503);
}
