import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'cases', lazy: () => import('./cases-page.js') },
  { path: 'cases/new', lazy: () => import('./acts/new-case-page.js') },
  { path: 'cases/unopened', lazy: () => import('./unopened-page.js') },
  { path: 'cases/:id', lazy: () => import('./case-page.js') },
];
