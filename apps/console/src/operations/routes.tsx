import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  { path: 'operations', lazy: () => import('./operations-page.js') },
  { path: 'operations/parked/:service', lazy: () => import('./parked-page.js') },
  { path: 'operations/trace', lazy: () => import('./trace-page.js') },
];
