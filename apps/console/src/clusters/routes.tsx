import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'clusters', lazy: () => import('./clusters-page.js') },
  { path: 'clusters/:id', lazy: () => import('./cluster-page.js') },
];
