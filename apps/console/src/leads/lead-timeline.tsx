import { bodyOf, leads } from '../api/clients.js';
import { Hops } from './hops.js';

export function LeadTimeline({ lead: { id } }: { lead: { id: string } }) {
  const read = () => bodyOf(leads.GET('/leads/{id}/timeline', { params: { path: { id } } }));
  return <Hops resource="leads" id={id} read={read} />;
}
