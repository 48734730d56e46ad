import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [{ path: 'overview', lazy: () => import('./overview-page.js') }];
