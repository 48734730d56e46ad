import { useLanguage } from '../words/language.js';
import type { ServiceHealth } from './ops-data.js';

/** A service's name in the officer's language. */
export function useServiceName(found: readonly ServiceHealth[]): (service: string) => string {
  const language = useLanguage();
  return (service) => found.find(({ name }) => name === service)?.[language] ?? service;
}
