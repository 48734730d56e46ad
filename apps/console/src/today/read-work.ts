import { bodyOf, credit, leads, type Service, transfers } from '../api/clients.js';
import type { ReadWork, WorkPage } from './work.js';

/** Limits of one service, as `GET /clocks` answers them. */
export const readWork: ReadWork = async (service, query) => {
  const { items, nextCursor } = await asked(service, query);
  return { items: items.map((item) => ({ ...item, service })), nextCursor };
};

type Query = Parameters<ReadWork>[1];

function asked(
  service: Service,
  query: Query,
): Promise<{ items: Omit<WorkPage['items'][number], 'service'>[]; nextCursor: string | null }> {
  const init = { params: { query } };
  switch (service) {
    case 'case-transfer':
      return bodyOf(transfers.GET('/clocks', init));
    case 'credit-publishing':
      return bodyOf(credit.GET('/clocks', init));
    default:
      return bodyOf(leads.GET('/clocks', init));
  }
}
