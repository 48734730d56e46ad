import type { Got, LeadPaths, Service } from '../api/clients.js';
import type { AgencyKind } from '../api/session.js';
import type { Bucket } from './counts.js';

type Clock = Got<LeadPaths, '/clocks'>['items'][number];

/** A limit of one of the services. */
export interface Work extends Clock {
  readonly service: Service;
}

/** A page of one service's limits. */
export interface WorkPage {
  readonly items: readonly Work[];
  readonly nextCursor: string | null;
}

/** Asks one service. */
export type ReadWork = (
  service: Service,
  page: { bucket: Bucket | undefined; cursor: string | undefined; limit: number },
) => Promise<WorkPage>;

/** Where a list over several services goes on: its cursors, and what was read already but stands behind what they may still bring. */
interface Place {
  readonly cursors: Readonly<Partial<Record<Service, string>>>;
  readonly held: readonly Work[];
}

export interface MergedWork {
  readonly items: Work[];
  readonly nextCursor: string | null;
  /** Services that did not answer. */
  readonly failed: Service[];
}

/**
 * One list over all services, by the end of the earlier reading. What a service may still bring stands before nothing that is shown: items
 * behind the last one of a service that has more are held back. Throws only where no service answers.
 */
export async function mergedWork(
  services: readonly Service[],
  read: ReadWork,
  page: { bucket: Bucket | undefined; cursor: string | undefined; limit: number },
): Promise<MergedWork> {
  const place: Place = page.cursor ? (JSON.parse(page.cursor) as Place) : { cursors: {}, held: [] };
  const asked = page.cursor ? services.filter((service) => place.cursors[service] !== undefined) : services;
  const answers = await Promise.allSettled(
    asked.map((service) => read(service, { ...page, cursor: place.cursors[service] })),
  );
  const first = answers.find((answer) => answer.status === 'rejected');
  if (first && answers.every(({ status }) => status === 'rejected')) throw first.reason;
  const cursors: Partial<Record<Service, string>> = {};
  const all = [...place.held];
  let horizon: string | undefined;
  answers.forEach((answer, at) => {
    if (answer.status === 'rejected') return;
    const { items, nextCursor } = answer.value;
    all.push(...items);
    if (nextCursor === null) return;
    cursors[asked[at] as Service] = nextCursor;
    const last = items.at(-1)?.dueAt;
    if (last !== undefined && (horizon === undefined || last < horizon)) horizon = last;
  });
  all.sort(byEnd);
  const isShown = ({ dueAt }: Work) => horizon === undefined || dueAt <= horizon;
  const next: Place = { cursors, held: all.filter((work) => !isShown(work)) };
  return {
    items: all.filter(isShown),
    nextCursor: Object.keys(cursors).length > 0 || next.held.length > 0 ? JSON.stringify(next) : null,
    failed: asked.filter((_service, at) => answers[at]?.status === 'rejected'),
  };
}

const byEnd = (a: Work, b: Work): number =>
  a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.id < b.id ? -1 : 1;

/** The page of what a limit runs for; undefined where the officer may not open it. */
export function pathOf(
  { subject: { type, id, label } }: Pick<Work, 'subject'>,
  seenBy: AgencyKind,
): string | undefined {
  // Copies are owed to the police as well; when they went out is between the agency and the procuratorate.
  if (type === 'penalty' && seenBy === 'police') return undefined;
  const folders: Readonly<Record<string, string>> = {
    lead: '/leads',
    case: '/cases',
    transfer: '/transfers',
    circular: '/circulars',
    'publicity-record': '/credit/publicity',
    repair: '/credit/repairs',
    penalty: '/transfers/penalty-copies',
  };
  const folder = folders[type];
  return folder && label !== null ? `${folder}/${id}` : undefined;
}
