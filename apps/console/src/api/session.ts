import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { networkProblem } from './problem.js';
import { ownRequest } from './http.js';

export type AgencyKind =
  | 'patent-office-prefecture'
  | 'patent-office-province'
  | 'patent-office-nation'
  | 'corps'
  | 'examination'
  | 'police'
  | 'procuratorate'
  | 'platform'
  | 'credit-platform'
  | 'operator';

export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly area: string | null;
  readonly parents: readonly string[];
}

/** Who is signed in, for which agency, and what for. */
export interface Session {
  readonly officer: { readonly id: string; readonly name: string } | null;
  readonly agency: Agency;
  readonly scopes: readonly string[];
  /** 正职负责人: approves transfers. */
  readonly head: boolean;
  readonly expiresAt: string;
}

/** Offered on the local stack alone. */
export interface SampleOfficer {
  readonly login: string;
  readonly name: string;
  readonly agency: string;
  readonly role: string;
}

export async function readSession(): Promise<Session | null> {
  const response = await ask('/session');
  return response.status === 401 ? null : ((await okay(response).json()) as Session);
}

export async function readSampleOfficers(): Promise<readonly SampleOfficer[]> {
  const response = await ask('/session/sample-officers');
  return response.status === 404 ? [] : ((await okay(response).json()) as SampleOfficer[]);
}

export async function signOut(): Promise<void> {
  await fetch('/session/sign-out', { method: 'POST', headers: ownRequest });
  location.assign('/');
}

/** Where the browser goes to sign in, and comes back to. */
export function signInAddress(back: string, as?: string): string {
  const query = new URLSearchParams({ return: back, ...(as === undefined ? {} : { as }) });
  return `/session/sign-in?${query}`;
}

async function ask(path: string): Promise<Response> {
  return fetch(path, { headers: { accept: 'application/json' } }).catch(() => {
    throw networkProblem();
  });
}

function okay(response: Response): Response {
  if (!response.ok) throw networkProblem();
  return response;
}

export const SessionContext = createContext<Session | null>(null);

/** The session of a page: pages are shown to nobody else. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('A page was shown without a session');
  return session;
}

/** Whether the officer's token carries one of these scopes. What is allowed is decided by the service; this only leaves out what it would refuse. */
export function useMay(...scopes: readonly string[]): boolean {
  const { scopes: own } = useSession();
  return scopes.some((scope) => own.includes(scope));
}

export function useSampleOfficers() {
  return useQuery({
    queryKey: ['session', 'sample-officers'],
    queryFn: readSampleOfficers,
    staleTime: Infinity,
  });
}
