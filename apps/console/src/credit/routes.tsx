import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'credit', lazy: () => import('./credit-start.js') },
  { path: 'credit/publicity', lazy: () => import('./publicity-page.js') },
  { path: 'credit/publicity/:id', lazy: () => import('./record-page.js') },
  { path: 'credit/list-entries', lazy: () => import('./entries-page.js') },
  { path: 'credit/list-entries/:id', lazy: () => import('./entry-page.js') },
  { path: 'credit/dishonest-acts', lazy: () => import('./acts-page.js') },
  { path: 'credit/dishonest-acts/new', lazy: () => import('./new-act-page.js') },
  { path: 'credit/dishonest-acts/:id', lazy: () => import('./act-page.js') },
  { path: 'credit/repairs', lazy: () => import('./repairs-page.js') },
  { path: 'credit/repairs/:id', lazy: () => import('./repair-page.js') },
  { path: 'credit/feed', lazy: () => import('./feed-page.js') },
];
