import { bucketOf, sayDue, type TimeSource } from '@xianjie/deadlines';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { Agency } from '@xianjie/identity';
import type { ClockView } from './clocks.dto.js';

/** A limit that a row bears as the last day of it. */
export interface DayLimit extends Pick<ClockView, 'id' | 'limit' | 'basis' | 'certainty' | 'counted'> {
  readonly agency: Pick<Agency, 'id' | 'name'>;
  readonly subject: ClockView['subject'];
  readonly startedOn: LocalDate | null;
  readonly dueOn: LocalDate;
  readonly provisional?: boolean;
}

/** The same limit as worklists show it. Its agency is the one that looks. */
export function dayLimit(
  { startedOn, dueOn, provisional = false, agency, ...limit }: DayLimit,
  time: Pick<TimeSource, 'today'>,
): ClockView {
  const end = startOf(addDays(dueOn, 1));
  return {
    ...limit,
    agency: { id: agency.id, name: agency.name },
    bucket: bucketOf(dueOn, time) ?? 'WEEK',
    responsible: true,
    meaning: 'DUTY',
    state: 'RUNNING',
    startedAt: startedOn && startOf(startedOn),
    dueAt: end,
    lateAt: end,
    dueText: sayDue({ kind: 'day', alarmOn: dueOn, lateAfter: dueOn, provisional: false }),
    provisional,
  };
}

/** The first moment of a day in China. */
function startOf(day: LocalDate): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString();
}
