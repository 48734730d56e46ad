import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [{ path: 'leads', lazy: () => import('./leads-page.js') }];
