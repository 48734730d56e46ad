import {
  type Bucket,
  countWork,
  type Subject,
  sayCount,
  sayDue,
  worklist,
  type WorkCounts,
  type WorkItem,
} from '@xianjie/deadlines';
import type { Actor, AgencyDirectory } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import type { Clock } from '../clock.js';
import type { ClockView } from './clocks.dto.js';
import type { WorkLine, WorkQuery, WorkSource, Worklists } from './worklists.js';

/** The clocks of libs/deadlines, whatever they run for. */
export class RunningClocks implements WorkSource {
  readonly name = 'clock';

  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly worklists: Worklists,
  ) {}

  async page(tx: Tx, { actor, bucket, limit, after }: WorkQuery): Promise<WorkLine[]> {
    const [dueAt, clockId] = after ?? [];
    const { items } = await worklist(
      tx,
      {
        agency: actor.agency.id,
        limit,
        ...(bucket ? { bucket } : {}),
        ...(dueAt !== undefined && clockId !== undefined ? { after: { dueAt, clockId } } : {}),
      },
      this.clock,
    );
    const labels = await this.labels(
      tx,
      items.map(({ clock }) => clock.subject),
      actor,
    );
    return items.map((item) => {
      const { cursor } = item;
      return { view: this.view(item, labels), key: [cursor.dueAt, cursor.clockId] };
    });
  }

  async count(tx: Tx, { agency }: Actor): Promise<WorkCounts> {
    return countWork(tx, agency.id, this.clock);
  }

  private async labels(tx: Tx, subjects: readonly Subject[], actor: Actor): Promise<Map<string, string>> {
    const labels = new Map<string, string>();
    for (const [kind, some] of Map.groupBy(subjects, (subject) => subject.kind)) {
      const ids = [...new Set(some.map(({ id }) => id))];
      const named = await this.worklists.subjectsOf(kind)?.name(tx, ids, actor);
      for (const [id, { label }] of named ?? []) labels.set(`${kind}/${id}`, label);
    }
    return labels;
  }

  private view(
    { clock, bucket, responsible, dueAt, moved }: WorkItem,
    labels: ReadonlyMap<string, string>,
  ): ClockView {
    const { id, rule, subject, due, startedAt, lateAt, agency } = clock;
    if (!due || !lateAt) throw new Error(`Clock ${id} is on a worklist and does not run`);
    return {
      id,
      bucket,
      responsible,
      agency: { id: agency, name: this.agencies.find(agency)?.name ?? agency },
      limit: { key: rule.key, name: rule.says },
      meaning: this.worklists.subjectsOf(subject.kind)?.meaningOf(rule.key) ?? 'DUTY',
      basis: rule.basis,
      certainty: rule.certainty,
      subject: {
        type: subject.kind,
        id: subject.id,
        label: labels.get(`${subject.kind}/${subject.id}`) ?? null,
      },
      state: 'RUNNING',
      startedAt: startedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      lateAt: lateAt.toISOString(),
      dueText: sayDue(due),
      counted: sayCount(rule, moved),
      provisional: due.kind === 'day' && due.provisional,
    };
  }
}

/** Counts of several sources together. */
export function together(counts: readonly WorkCounts[]): WorkCounts {
  const sum = (bucket: Bucket) => counts.reduce((all, each) => all + each[bucket], 0);
  return { LATE: sum('LATE'), TODAY: sum('TODAY'), WEEK: sum('WEEK') };
}
