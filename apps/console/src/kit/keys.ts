import { useEffect, useRef } from 'react';

type Keys = Readonly<Record<string, () => unknown>>;

/** Single keys, while nobody types and no dialog is open. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const act = current.current[event.key];
      // Enter on a link or button is that control's own.
      if (!act || (event.key === 'Enter' && isControl(event.target))) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a,button,[role="button"],[role="menuitem"]') !== null;

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]:not([aria-hidden="true"]) .ant-modal-body, .ant-drawer-open'))
    return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.role === 'combobox')
  );
}
