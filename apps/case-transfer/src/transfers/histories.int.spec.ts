import { afterEach, describe, expect, it } from '@jest/globals';
import { runSequence, type TransferEvent } from '@xianjie/statutes';
import fc from 'fast-check';
import { begun, events, play, type Played } from './play.suite.js';
import {
  call,
  countOf,
  db,
  json,
  page,
  paper,
  restart,
  setTime,
  stateOf,
  suspect,
  suspicion,
  transfersOf,
  useService,
  wait,
  wu,
} from './transfers-rig.suite.js';

useService();
afterEach(() => setTime('2026-03-02T01:00:00Z'));

const RUNS = 200;
const RESTARTS = 4;

/** What may happen to a transfer; a number chooses which step, which file, how long. */
type Happening = {
  readonly kind: 'possible' | 'any' | 'file' | 'jump' | 'event' | 'doubled';
  readonly n: number;
};

const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('possible' as const) },
    { weight: 2, arbitrary: fc.constant('any' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('file' as const, 'jump' as const, 'event' as const, 'doubled' as const),
    },
  ),
  n: fc.nat({ max: 9999 }),
});

/** A suspicion comes by event, and a closed case that comes back is another transfer. */
const byOthers: readonly TransferEvent[] = ['CRIME_SUSPECTED', 'REVERSE_CASE_RECEIVED'];

/** One transfer with the steps that were taken, as the table would have them. */
class History {
  readonly taken: TransferEvent[] = ['CRIME_SUSPECTED'];
  private constructor(readonly transfer: Played) {}

  static async begin(): Promise<History> {
    setTime('2026-03-02T01:00:00Z');
    return new History(await begun());
  }

  async happens({ kind, n }: Happening): Promise<void> {
    const { id, caseId } = this.transfer;
    if (kind === 'jump') return wait(n / 4);
    if (kind === 'file') return void (await paper(id, wu, n % 2 === 0 ? 'NOTICE' : 'OTHER'));
    if (kind === 'event') return this.suspectedAgain(caseId);
    if (kind === 'doubled') return this.doubled(n);
    const possible = events.filter((event) => runSequence([...this.taken, event]).accepted);
    const from = kind === 'any' ? events : possible;
    const event = from[n % Math.max(1, from.length)];
    if (event && !byOthers.includes(event)) await this.step(event);
  }

  /** What the table says, and nothing else, becomes of it. */
  private async step(event: TransferEvent): Promise<void> {
    const { accepted } = runSequence([...this.taken, event]);
    const answer = await play(this.transfer, event);
    if (answer.status <= 201) {
      expect([event, accepted]).toEqual([event, true]);
      this.taken.push(event);
      return;
    }
    const { code } = await json<{ code: string }>(answer);
    const byTable = ['transfer.step-not-allowed', 'transfer.unknown'].includes(code);
    expect([event, code, byTable]).toEqual([event, code, !accepted]);
  }

  /** The same suspicion twice: a transfer under way is no other, and one that lies with the agency is taken up. */
  private async suspectedAgain(caseId: string): Promise<void> {
    if ((await stateOf(this.transfer.id)) === 'CLOSED') return;
    const event = suspicion({ caseId, findingNo: 2 });
    const again = runSequence([...this.taken, 'NEW_EVIDENCE']).accepted;
    await suspect(event);
    if (again) this.taken.push('NEW_EVIDENCE');
    await suspect({ ...event, findingNo: 3 });
    if (runSequence([...this.taken, 'NEW_EVIDENCE']).accepted && again) this.taken.push('NEW_EVIDENCE');
    expect(await transfersOf(caseId)).toHaveLength(1);
  }

  /** A message that comes twice, at once or later, is taken once. */
  private async doubled(n: number): Promise<void> {
    const { id } = this.transfer;
    const body = { step: 'NEW_EVIDENCE', reasons: '新证据', externalNo: `重-${id}-${n}` };
    const possible = runSequence([...this.taken, 'NEW_EVIDENCE']).accepted;
    const answers = await Promise.all([1, 2].map(() => call('POST', `/transfers/${id}/steps`, wu, body)));
    const last = await call('POST', `/transfers/${id}/steps`, wu, body);
    const statuses = [...answers, last].map(({ status }) => status).sort();
    expect(statuses).toEqual(possible ? [200, 200, 201] : [409, 409, 409]);
    if (possible) this.taken.push('NEW_EVIDENCE');
  }

  /** State, steps and page agree with the table, and with each other. */
  async isAsTheTableSays(): Promise<void> {
    const { id } = this.transfer;
    const run = runSequence(this.taken);
    expect(run.accepted).toBe(true);
    expect(await stateOf(id)).toBe(run.state);
    const rows = await db.manager.query<{ step: string; before: string | null; now: string }[]>(
      'SELECT step, state_before AS before, state_now AS now FROM transfer_step WHERE transfer_id = $1 ORDER BY no',
      [id],
    );
    expect(rows.map(({ step }) => step)).toEqual(this.taken);
    rows.forEach(({ before }, at) => at > 0 && expect(before).toBe(rows[at - 1]?.now));
    expect((await page(id, wu)).state).toBe(run.state);
    const running = `subject_id = '${id}' AND state <> 'STOPPED'`;
    if (run.state === 'CLOSED') expect(await countOf('clock', running)).toBe(0);
  }
}

describe('whatever happens to a transfer', () => {
  it.each(Array.from({ length: RESTARTS }, (_, each) => each))(
    'it is in the state that the table says: acts, files, jumps of time, doubled messages (%i restarts)',
    async (restarts) => {
      if (restarts > 0) await restart();
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 6, maxLength: 14 }), async (happenings) => {
          const history = await History.begin();
          for (const each of happenings) await history.happens(each);
          await history.isAsTheTableSays();
        }),
        { numRuns: RUNS / RESTARTS, endOnFailure: true },
      );
    },
    240_000,
  );
});
