import { bodyOf, leads } from '../api/clients.js';
import { Hops } from '../leads/hops.js';

/** The record of the case, from the lead it began with to what the police made of it. */
export function CaseHistory({ found: { id } }: { found: { id: string } }) {
  const read = () => bodyOf(leads.GET('/cases/{id}/timeline', { params: { path: { id } } }));
  return <Hops resource="cases" id={id} read={read} />;
}
