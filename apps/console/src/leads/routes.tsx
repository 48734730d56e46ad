import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'leads', lazy: () => import('./leads-page.js') },
  { path: 'leads/new', lazy: () => import('./new-lead-page.js') },
  { path: 'leads/bulk', lazy: () => import('./bulk-page.js') },
  { path: 'leads/:id', lazy: () => import('./lead-page.js') },
  { path: 'leads/:id/correct', lazy: () => import('./correct-lead-page.js') },
];
