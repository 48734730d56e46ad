import { useSyncExternalStore } from 'react';
import { stored } from '../design/stored.js';

export type Language = 'zh' | 'en';

/** Chinese first; an officer who chose English keeps it. */
export const language = stored<Language>('xianjie.language', ['zh', 'en'], () => 'zh');

export function useLanguage(): Language {
  return useSyncExternalStore(language.subscribe, language.get);
}

/** As `Accept-Language` and `lang` say it. */
export const tagOf = (of: Language): string => (of === 'zh' ? 'zh-CN' : 'en');
