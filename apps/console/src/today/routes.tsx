import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [{ path: 'today', lazy: () => import('./today-page.js') }];
