import { defineWords } from '../words/words.js';

export const hopWords = defineWords({
  zh: {
    title: '办理经过',
    open: '查看',
    awaited: (what: string, days: string) => `${what} · 还有 ${days}`,
  },
  en: {
    title: 'What happened',
    open: 'Open',
    awaited: (what: string, days: string) => `${what} · ${days} left`,
  },
});
