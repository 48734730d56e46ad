import type { ReactNode } from 'react';
import { dayText, momentText } from '../../kit/dates.js';

/** What is known, or a line to be filled in by hand. */
export function Blank({ children, wide = false }: { children?: ReactNode; wide?: boolean }) {
  if (children) return <span className="filled">{children}</span>;
  return <span className={wide ? 'blank wide' : 'blank'} />;
}

export function DayBlank({ at }: { at: string | null | undefined }) {
  return at ? <>{dayText(at, 'zh')}</> : <>　　　　年　　月　　日</>;
}

export function MomentBlank({ at }: { at: string | null | undefined }) {
  return at ? <>{momentText(at, 'zh')}</> : <>　　　　年　　月　　日　　时　　分</>;
}

/** Name of the organ, its seal and the day, at the foot of a letter. */
export function Signed({ organ, at }: { organ: string; at: string | null | undefined }) {
  return (
    <footer className="paper-signed">
      <p>{organ}（印章）</p>
      <p>
        <DayBlank at={at} />
      </p>
    </footer>
  );
}

/** Label and content, two columns of a form. */
export function FormRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  );
}
