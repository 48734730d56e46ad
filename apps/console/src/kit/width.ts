import { useSyncExternalStore } from 'react';
import { widths } from '../design/tokens.js';

export type Width = 'phone' | 'tablet' | 'desk';

const phone = `(max-width: ${widths.phone}px)`;
const tablet = `(max-width: ${widths.tablet}px)`;

function subscribe(listener: () => void): () => void {
  const queries = [matchMedia(phone), matchMedia(tablet)];
  queries.forEach((query) => query.addEventListener('change', listener));
  return () => queries.forEach((query) => query.removeEventListener('change', listener));
}

const current = (): Width =>
  matchMedia(phone).matches ? 'phone' : matchMedia(tablet).matches ? 'tablet' : 'desk';

const wide = `(min-width: ${widths.desk}px)`;

function subscribeWide(listener: () => void): () => void {
  const query = matchMedia(wide);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether there is room for what is rarely asked. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribeWide, () => matchMedia(wide).matches);
}

/** How wide the window is, in the steps at which the layout changes. */
export function useWidth(): Width {
  return useSyncExternalStore(subscribe, current);
}
