import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'transfers', lazy: () => import('./transfers-page.js') },
  { path: 'transfers/deliveries', lazy: () => import('./deliveries-page.js') },
  { path: 'transfers/untransferred', lazy: () => import('./oversight/untransferred-page.js') },
  { path: 'transfers/fines', lazy: () => import('./oversight/fines-page.js') },
  { path: 'transfers/copies', lazy: () => import('./oversight/copies-page.js') },
  { path: 'transfers/penalty-copies', lazy: () => import('./penalties/penalty-copies-page.js') },
  { path: 'transfers/penalty-copies/:decisionId', lazy: () => import('./penalties/penalty-copy-page.js') },
  { path: 'transfers/untaken', lazy: () => import('./untaken/untaken-page.js') },
  { path: 'transfers/:id', lazy: () => import('./case-page.js') },
  { path: 'transfers/:id/print/:document', lazy: () => import('./print/print-page.js') },
];
