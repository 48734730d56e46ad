import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../api/session.js';
import { withoutPersonal } from './personal.js';

interface Kept<T> {
  readonly at: string;
  readonly value: T;
}

const PREFIX = 'xianjie.draft';
const PAUSE_MS = 400;

/**
 * What was typed into a form, kept on this machine for this officer until it was sent: `found` is the draft of an earlier visit.
 * Call `keep` at every change and `drop` once it was sent.
 */
export function useDraft<T>(name: string) {
  const { officer, agency } = useSession();
  const key = `${PREFIX}.${agency.id}.${officer?.id ?? ''}.${name}`;
  const [found, setFound] = useState(() => read<T>(key));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = useCallback(
    (value: T) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => write(key, value), PAUSE_MS);
    },
    [key],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    localStorage.removeItem(key);
    setFound(undefined);
  }, [key]);
  return { found, keep, drop };
}

function read<T>(key: string): Kept<T> | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Kept<T>);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(
      key,
      JSON.stringify({ at: new Date().toISOString(), value: withoutPersonal(value) }),
    );
  } catch {
    // Storage is full or forbidden: the form goes on without a draft.
  }
}
