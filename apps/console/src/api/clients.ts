import createClient from 'openapi-fetch';
import type { paths as TransferPaths } from './generated/case-transfer.js';
import type { paths as CreditPaths } from './generated/credit-publishing.js';
import type { paths as PatentPaths } from './generated/exam-exchange.js';
import type { paths as LeadPaths } from './generated/lead-reporting.js';
import { send } from './http.js';

export const services = ['lead-reporting', 'exam-exchange', 'credit-publishing', 'case-transfer'] as const;
export type Service = (typeof services)[number];

const through = (service: Service) => ({ baseUrl: `${location.origin}/api/${service}`, fetch: send });

/** One client per service, typed by its OpenAPI document: `bodyOf(leads.GET('/leads/{id}', { params: { path: { id } } }))`. */
export const leads = createClient<LeadPaths>(through('lead-reporting'));
export const patents = createClient<PatentPaths>(through('exam-exchange'));
export const credit = createClient<CreditPaths>(through('credit-publishing'));
export const transfers = createClient<TransferPaths>(through('case-transfer'));

/** The answer of a call; a failure was thrown by `send` as ApiProblem. */
export async function bodyOf<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call;
  if (data === undefined || data === null) throw new Error('The service answered without a body');
  return data;
}

type Answer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/** What `GET <path>` of a service answers: `Got<LeadPaths, '/leads/{id}'>`. */
export type Got<Paths, Path extends keyof Paths> = Paths[Path] extends { get: infer Operation }
  ? Answer<Operation>
  : never;

export type { CreditPaths, LeadPaths, PatentPaths, TransferPaths };
