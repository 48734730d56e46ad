import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Got, LeadPaths } from '../api/clients.js';
import { kitWords } from '../kit/kit.words.js';
import { ErrorState, PageSkeleton } from '../kit/page-state.js';
import { Section } from '../kit/page.js';
import { Timeline, type TimelineEntry } from '../kit/timeline.js';
import { useLanguage } from '../words/language.js';
import { law, wordFor } from '../words/law.words.js';
import { useText, useWords } from '../words/words.js';
import { hopWords } from './hops.words.js';
import { SERVICE } from './lead-data.js';

export type Hop = Got<LeadPaths, '/leads/{id}/timeline'>['items'][number];

interface Props {
  /** Whose record it is: `leads`, `cases`; word of its changes asks for it anew. */
  readonly resource: 'leads' | 'cases';
  readonly id: string;
  readonly read: () => Promise<{ items: Hop[] }>;
}

/** Every hop of a matter between agencies, with document, receipt, basis; what has not come is a gap. */
export function Hops({ resource, id, read }: Props) {
  const words = useWords(hopWords);
  const query = useQuery({ queryKey: [SERVICE, resource, id, 'timeline'], queryFn: read });
  return (
    <Section title={words.title}>
      {query.data ? (
        <HopList hops={query.data.items} own={`${resource === 'leads' ? 'lead' : 'case'}/${id}`} />
      ) : query.error ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : (
        <PageSkeleton rows={5} />
      )}
    </Section>
  );
}

function HopList({ hops, own }: { hops: readonly Hop[]; own: string }) {
  const [words, gap, text] = [useWords(hopWords), useGapText(), useText()];
  const entries = hops.map((hop, at): TimelineEntry => {
    const isGap = hop.state !== 'done';
    return {
      key: `${at}.${hop.what}`,
      at: isGap ? null : hop.on,
      title: isGap ? gap(hop) : text(hop.title),
      who: whoOf(hop),
      details: <Details hop={hop} own={own} />,
      tone: isGap ? (hop.state === 'late' ? 'late' : 'waiting') : toneOf(hop),
      gap: isGap,
    };
  });
  return <Timeline entries={entries} label={words.title} />;
}

/** A suspected crime is what the eye should find. */
const toneOf = ({ what }: Hop): 'near' | 'done' => (what === 'case.crime-suspected' ? 'near' : 'done');

/** `陈立 · 浙江省知识产权局 → 杭州市知识产权局` */
function whoOf({ agency, officer, to }: Hop): string {
  const from = [agency?.name, officer].filter(Boolean).join(' · ');
  const names = to.map(({ name }) => name);
  const some = names.length > 3 ? `${names.slice(0, 3).join('、')} +${names.length - 3}` : names.join('、');
  return [from, some].filter(Boolean).join(' → ');
}

const FOLDERS: Readonly<Record<string, string>> = {
  lead: '/leads',
  case: '/cases',
  cluster: '/clusters',
  circular: '/circulars',
  transfer: '/transfers',
  'publicity-record': '/credit/publicity',
  publicity: '/credit/publicity',
};

function Details({ hop: { kind, what, documentNo, note, basis, link }, own }: { hop: Hop; own: string }) {
  const [words, { patentStatuses }] = [useWords(hopWords), useWords(law)];
  const shown = what === 'case.findings-recorded' ? null : note;
  const said =
    kind === 'patent' ? shown?.replace(/[A-Z_]+$/, (code) => wordFor(patentStatuses, code)) : shown;
  const to = link && `${link.type}/${link.id}` !== own ? FOLDERS[link.type] : undefined;
  return (
    <>
      {[documentNo, said].filter(Boolean).join(' · ')}
      {basis && <span className="soft"> {basis}</span>}
      {to && link && (
        <>
          {' '}
          <Link to={`${to}/${link.id}`} className="no-print">
            {words.open}
          </Link>
        </>
      )}
    </>
  );
}

/** `公安机关回执 · 已过 2 天`, `等待作出处理决定 · 还有 12 天` */
function useGapText(): (hop: Hop) => string {
  const [kit, words, language, text] = [useWords(kitWords), useWords(hopWords), useLanguage(), useText()];
  const days = (n: number) => (language === 'zh' ? `${n} 天` : n === 1 ? '1 day' : `${n} days`);
  return ({ title, days: left, state }) => {
    if (left === null) return text(title);
    return state === 'late' ? kit.gap(text(title), days(-left)) : words.awaited(text(title), days(left));
  };
}
