import type { ReactNode } from 'react';

export type Fact = readonly [label: string, value: ReactNode] | false | '' | null | undefined;

/** Facts as label and value; what is not known is left out by giving false. */
export function Facts({ facts, wide = false }: { facts: readonly Fact[]; wide?: boolean }) {
  const known = facts.filter((fact): fact is readonly [string, ReactNode] => Boolean(fact));
  return (
    <dl className={wide ? 'facts wide' : 'facts'}>
      {known.map(([label, value]) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
