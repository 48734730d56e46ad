import { createBrowserRouter, type RouteObject } from 'react-router';
import { ErrorPage, NotFound } from './shell/error-page.js';
import { FirstPage } from './shell/first-page.js';
import { Shell } from './shell/shell.js';
import { SignedIn } from './shell/signed-in.js';

/** Every folder of pages has a `routes.tsx` that exports `routes`; its pages are loaded when they are opened. */
const areas = import.meta.glob<{ routes: RouteObject[] }>('./*/routes.tsx', { eager: true });

export function createRouter() {
  return createBrowserRouter([
    { path: '/signed-in', Component: SignedIn },
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: ErrorPage,
      HydrateFallback: () => null,
      children: [
        {
          ErrorBoundary: ErrorPage,
          children: [
            { index: true, Component: FirstPage },
            ...Object.values(areas).flatMap(({ routes }) => routes),
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ]);
}
