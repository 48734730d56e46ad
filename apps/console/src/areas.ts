import type { AgencyKind, Session } from './api/session.js';
import { defineWords } from './words/words.js';

const areaWords = defineWords({
  zh: {
    today: '待办',
    leads: '线索',
    cases: '案件',
    clusters: '串并',
    circulars: '通报',
    transfers: '移送',
    patents: '专利',
    credit: '信用',
    overview: '总览',
    operations: '运行',
  },
  en: {
    today: 'Today',
    leads: 'Leads',
    cases: 'Cases',
    clusters: 'Clusters',
    circulars: 'Circulars',
    transfers: 'Transfers',
    patents: 'Patents',
    credit: 'Credit',
    overview: 'Overview',
    operations: 'Operations',
  },
});

export { areaWords };
export type AreaName = keyof typeof areaWords.zh;

export interface Area {
  readonly name: AreaName;
  readonly path: string;
  /** Stands under another one in the navigation. */
  readonly under?: AreaName;
  /** One of these scopes shows it. */
  readonly scopes: readonly string[];
  readonly kinds?: readonly AgencyKind[];
}

/** Agencies for which limits run. */
export const clockKinds: readonly AgencyKind[] = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
  'police',
  'procuratorate',
];

const offices = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
] as const;

/** What the left side offers; what a page then shows is decided by the services. */
export const areas: readonly Area[] = [
  {
    name: 'today',
    path: '/today',
    scopes: ['lead:read', 'case:read', 'transfer:read', 'patent:read', 'publicity:read'],
    kinds: clockKinds,
  },
  { name: 'leads', path: '/leads', scopes: ['lead:read'] },
  { name: 'cases', path: '/cases', under: 'leads', scopes: ['case:read'], kinds: offices },
  { name: 'clusters', path: '/clusters', under: 'leads', scopes: ['lead:read'], kinds: offices },
  { name: 'circulars', path: '/circulars', under: 'leads', scopes: ['circular:read'], kinds: offices },
  { name: 'transfers', path: '/transfers', scopes: ['transfer:read'] },
  { name: 'patents', path: '/patents', scopes: ['patent:read'] },
  { name: 'credit', path: '/credit', scopes: ['publicity:read', 'credit-feed:read', 'dishonest-act:read'] },
  {
    name: 'overview',
    path: '/overview',
    scopes: ['case:read', 'transfer:read', 'credit-feed:read'],
    kinds: ['patent-office-nation', 'patent-office-province', 'corps', 'procuratorate'],
  },
  { name: 'operations', path: '/operations', scopes: ['parked:read', 'parked:release'], kinds: ['operator'] },
];

export function areasOf({ scopes, agency }: Session): Area[] {
  return areas.filter(
    (area) =>
      area.scopes.some((scope) => scopes.includes(scope)) && (area.kinds?.includes(agency.kind) ?? true),
  );
}

/** Where an officer begins. */
export const firstPathOf = (session: Session): string => areasOf(session)[0]?.path ?? '/today';
