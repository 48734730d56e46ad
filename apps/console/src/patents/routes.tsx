import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'patents', lazy: () => import('./patents-page.js') },
  { path: 'patents/import', lazy: () => import('./import-page.js') },
  { path: 'patents/:number', lazy: () => import('./patent-page.js') },
];
