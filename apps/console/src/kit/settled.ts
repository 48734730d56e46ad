import { useEffect, useState } from 'react';

/** What was typed once the keys rest; nothing new while an input method still composes. */
export function useSettled(text: string, composing: boolean, restMs = 200): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (composing) return undefined;
    const timer = setTimeout(() => setSettled(text), restMs);
    return () => clearTimeout(timer);
  }, [text, composing, restMs]);
  return settled;
}
