import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'circulars', lazy: () => import('./circulars-page.js') },
  { path: 'circulars/:id', lazy: () => import('./circular-page.js') },
];
