import type { ReactNode } from 'react';

/** How something stands: by word and shape, colour third. `late` is for lateness and refusal only. */
export type Tone = 'waiting' | 'under-way' | 'done' | 'near' | 'late';

const shapes: Readonly<Record<Tone, string>> = {
  waiting: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11Z',
  'under-way': 'M8 2a6 6 0 1 0 0 12V2Z',
  done: 'M3 8.500 6.500 12 13 4.500',
  near: 'M8 2.500 14.500 13.500h-13Z',
  late: 'M8 1.500 14.500 8 8 14.500 1.500 8Z',
};
const filled: readonly Tone[] = ['under-way', 'near', 'late'];

/** A status: `<StatusTag tone="under-way">办理中</StatusTag>`. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag tag-${tone}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className={filled.includes(tone) ? 'filled' : 'hollow'}>
        <path d={shapes[tone]} />
      </svg>
      {children}
    </span>
  );
}
