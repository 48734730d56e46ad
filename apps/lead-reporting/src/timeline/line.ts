import type { LocalDate } from '@xianjie/identifiers';
import type { AgencyDirectory } from '@xianjie/identity';
import { localDateOf } from '@xianjie/service';
import type { Text } from '@xianjie/statutes';
import type { TimelineLine } from './timeline.dto.js';

type Given = Pick<TimelineLine, 'kind' | 'what' | 'on'> &
  Partial<Pick<TimelineLine, 'at' | 'officer' | 'documentNo' | 'basis' | 'note' | 'link'>> & {
    readonly title: Text;
    readonly agency?: string | null;
    readonly to?: readonly string[];
  };

/** Makes the lines of a timeline: names agencies, and says how long a gap is open. */
export class Lines {
  constructor(
    private readonly agencies: AgencyDirectory,
    private readonly today: LocalDate,
  ) {}

  /** Something that happened. */
  done({ agency = null, to = [], ...given }: Given): TimelineLine {
    return {
      ...{ at: null, officer: null, documentNo: null, basis: null, note: null, link: null },
      ...given,
      agency: agency === null ? null : this.named(agency),
      to: to.map((id) => this.named(id)),
      state: 'done',
      days: null,
    };
  }

  /** Something that has not happened yet: a gap, due `on` that day. */
  awaited(given: Given): TimelineLine {
    const days = daysBetween(this.today, given.on);
    return { ...this.done(given), state: days < 0 ? 'late' : 'waiting', days };
  }

  nameOf(agency: string): string {
    return this.named(agency).name;
  }

  private named(id: string) {
    return { id, name: this.agencies.find(id)?.name ?? id };
  }
}

/** What happened, oldest first; then the gaps, the one that is due first first. */
export function inOrder(lines: readonly TimelineLine[]): TimelineLine[] {
  // Where only the day is known: what was told of a decision comes after it, all else before what has a moment.
  const momentOf = ({ kind, at }: TimelineLine) => at ?? (kind === 'publicity' ? '~' : '');
  const key = (line: TimelineLine) => `${line.state === 'done' ? 0 : 1} ${line.on} ${momentOf(line)}`;
  return lines
    .map((line) => ({ line, key: key(line) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ line }) => line);
}

/** The day of a moment in China. */
export const dayOf = (moment: string): LocalDate => localDateOf(new Date(moment)) as LocalDate;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
