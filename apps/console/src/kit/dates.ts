import { serverNow } from '../api/server-time.js';
import type { Language } from '../words/language.js';

const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day of a moment in China, whatever the zone of the machine; a day stays what it is. */
export function dayOf(at: string): string {
  if (!at.includes('T')) return at;
  return new Date(Date.parse(at) + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** `15:06` of a moment, in China. */
export function timeText(at: string): string {
  return new Date(Date.parse(at) + SHANGHAI_MS).toISOString().slice(11, 16);
}

/** `2026年11月23日`, `23 Nov 2026`. */
export function dayText(at: string, language: Language): string {
  const [year = '', month = '', day = ''] = dayOf(at).split('-');
  if (language === 'en') return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** `2026年11月23日 15:06`. */
export function momentText(at: string, language: Language): string {
  return `${dayText(at, language)} ${timeText(at)}`;
}

/** `今天 15:06`, `昨天`, `3天前`; beyond a week the date itself. Shown only with the absolute one on hover. */
export function relativeText(at: string, now: number, language: Language): string {
  const days = (Date.parse(dayOf(new Date(now).toISOString())) - Date.parse(dayOf(at))) / DAY_MS;
  const time = at.includes('T') ? ` ${timeText(at)}` : '';
  const zh = language === 'zh';
  if (days === 0) return `${zh ? '今天' : 'today'}${time}`;
  if (days === 1) return `${zh ? '昨天' : 'yesterday'}${time}`;
  if (days > 1 && days < 7) return zh ? `${days}天前` : `${days} days ago`;
  return dayText(at, language);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY_MS);
}

/** Today in China. */
export const today = (now: number = serverNow()): string => dayOf(new Date(now).toISOString());
