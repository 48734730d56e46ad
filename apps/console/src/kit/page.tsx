import { useEffect, type ReactNode } from 'react';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';

interface Props {
  readonly title: string;
  /** Beside the title: a status, a number. */
  readonly beside?: ReactNode;
  /** Verbs, at the right. */
  readonly actions?: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its heading; the title stands in the browser's tab as well. */
export function Page({ title, beside, actions, lead, children }: Props) {
  const { product } = useWords(common);
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{title}</h1>
        {beside && <div className="page-beside">{beside}</div>}
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {lead && <p className="page-lead">{lead}</p>}
      {children}
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({
  title,
  extra,
  children,
}: {
  title: string;
  extra?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section">
      <header className="section-head">
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}

/** Left the facts, right the record of what happened; below each other where there is no room. */
export function TwoColumns({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="two-columns">
      <div className="column-main">{left}</div>
      <div className="column-side">{right}</div>
    </div>
  );
}
