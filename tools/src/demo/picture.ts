import { createHash } from 'node:crypto';

/** What somebody knows of one lead. */
export interface LeadKnown {
  readonly leadId: string;
  readonly submitter: string;
  readonly patentStatus: string | null;
  readonly patentMark: string | null;
  readonly withdrawn: boolean;
}

/** What somebody knows of all leads, small enough to compare. */
export interface Picture {
  readonly leads: number;
  readonly bySubmitter: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly marked: number;
  /** SHA-256 of all leads, sorted by id: equal only where every lead is the same. */
  readonly digest: string;
}

export function pictureOf(leads: Iterable<LeadKnown>): Picture {
  const sorted = [...leads].sort((one, other) => (one.leadId < other.leadId ? -1 : 1));
  const digest = createHash('sha256');
  for (const { leadId, submitter, patentStatus, patentMark, withdrawn } of sorted) {
    digest.update(`${leadId} ${submitter} ${patentStatus ?? '-'} ${patentMark ?? '-'} ${withdrawn}\n`);
  }
  return {
    leads: sorted.length,
    bySubmitter: counted(sorted.map(({ submitter }) => submitter)),
    byStatus: counted(sorted.map(({ patentStatus }) => patentStatus ?? 'none')),
    marked: sorted.filter(({ patentMark }) => patentMark !== null).length,
    digest: digest.digest('hex'),
  };
}

export function counted(words: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** `ip-guangdong 166, ip-zhejiang 180`. */
export function countsInWords(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts).map(([word, count]) => `${word} ${count}`);
  return told.length > 0 ? told.join(', ') : 'none';
}
