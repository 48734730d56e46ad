import { useSyncExternalStore } from 'react';
import { stored } from './stored.js';
import { type Appearance, appearances, cssOf } from './tokens.js';

export const appearance = stored<Appearance>('xianjie.appearance', appearances, () => 'light');

/** Writes the tokens into the page, now and whenever another appearance is chosen. */
export function applyAppearance(): void {
  const style = document.createElement('style');
  document.head.append(style);
  const apply = () => {
    style.textContent = cssOf(appearance.get());
    document.documentElement.dataset['appearance'] = appearance.get();
  };
  apply();
  appearance.subscribe(apply);
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(appearance.subscribe, appearance.get);
}
