import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runSequence, type TransferEvent } from '@xianjie/statutes';
import fc from 'fast-check';
import { begun, events, play, playAll, type Played } from './play.suite.js';
import {
  countOf,
  done,
  json,
  page,
  police,
  stateOf,
  suspect,
  suspicion,
  transfersOf,
  useService,
  wu,
} from './transfers-rig.suite.js';

useService();

interface Sequence {
  readonly name: string;
  readonly events: TransferEvent[];
  readonly expected: { readonly accepted: boolean; readonly state: string; readonly failsAt?: number };
}

const sequences = JSON.parse(
  readFileSync(new URL('./vectors/transfer-sequences.json', import.meta.url), 'utf8'),
) as Sequence[];

/** Whether a refusal is the table's word, or that of one who does not see the transfer yet. */
const byTable = (code: string): boolean => ['transfer.step-not-allowed', 'transfer.unknown'].includes(code);

/** Opens with the first event and plays the others; answers where it was refused. */
async function playSequence([first, ...more]: readonly TransferEvent[]): Promise<{
  transfer: Played;
  failsAt?: number;
}> {
  const transfer = first === 'CRIME_SUSPECTED' ? await begun() : await reversed();
  for (const [index, event] of more.entries()) {
    const answer = await play(transfer, event);
    if (answer.status > 201) return { transfer, failsAt: index + 1 };
  }
  return { transfer };
}

async function reversed(): Promise<Played> {
  const { caseId } = suspicion();
  const answer = await done<{ transfer: { id: string } }>('POST', '/transfers/reverse-cases', wu, {
    caseId,
    areaCode: '330106',
    documentNo: '杭检意〔2026〕3号',
  });
  return { id: answer.transfer.id, caseId, police, extensions: 0 };
}

describe('the procedure', () => {
  it.each(sequences.map((sequence) => [sequence.name, sequence] as const))(
    '%s',
    async (_name, { events: history, expected }) => {
      const { transfer, failsAt } = await playSequence(history);
      expect({ state: await stateOf(transfer.id), failsAt }).toEqual({
        state: expected.state,
        failsAt: expected.failsAt,
      });
    },
  );

  it('reaches no state that the table forbids, whatever is tried, and agrees with it on every attempt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 999 }), { minLength: 12, maxLength: 25 }), async (choices) => {
        const transfer = await begun();
        const taken: TransferEvent[] = ['CRIME_SUSPECTED'];
        for (const choice of choices) {
          const possible = events.filter((event) => runSequence([...taken, event]).accepted);
          const from = choice % 3 === 0 ? events : possible;
          const event = from[choice % Math.max(1, from.length)];
          // A suspicion comes by event, and a closed case that comes back is another transfer; see below.
          if (!event || event === 'CRIME_SUSPECTED' || event === 'REVERSE_CASE_RECEIVED') continue;
          const answer = await play(transfer, event);
          const run = runSequence([...taken, event]);
          if (answer.status <= 201) {
            expect([event, run.accepted]).toEqual([event, true]);
            taken.push(event);
          } else {
            const { code } = await json<{ code: string }>(answer);
            expect([event, code, byTable(code)]).toEqual([event, code, !run.accepted]);
          }
          expect(await stateOf(transfer.id)).toBe(runSequence(taken).state);
        }
        expect(await countOf('transfer_step', `transfer_id = '${transfer.id}'`)).toBe(taken.length);
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

describe('opening', () => {
  it('takes a case up once, and goes on with what is known of it', async () => {
    const event = suspicion({ duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    await suspect(event);
    await suspect({
      ...event,
      findingNo: 2,
      duty: 'MUST_TRANSFER',
      grounds: ['AMOUNT'],
      charge: '假冒专利罪（单位）',
    });
    await suspect({ ...event, findingNo: 3, duty: 'NO_DUTY_ON_AMOUNT', grounds: [] });
    const [id = '', ...others] = await transfersOf(event.caseId);
    expect(others).toEqual([]);
    expect(await page(id, wu)).toMatchObject({
      state: 'TASK_FORCE',
      duty: 'MUST_TRANSFER',
      grounds: ['AMOUNT'],
      stepNo: 1,
    });
  });

  it('finds police and procuratorate of the agency’s level, and says so to others', async () => {
    const { id } = await begun();
    expect(await page(id, wu)).toMatchObject({
      police: 'police-hangzhou',
      procuratorate: 'procuratorate-hangzhou',
    });
    const ningbo = await begun({ agency: 'ip-ningbo', areaCode: '330212' });
    expect(await page(ningbo.id, { agency: 'ip-ningbo' })).toMatchObject({
      police: 'police-zhejiang',
      procuratorate: 'procuratorate-zhejiang',
    });
    expect(await countOf('event', `stream_id = 'case-transfer.transfer/${id}'`)).toBe(2);
  });

  it('takes new evidence up where the head had refused', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'REJECTED_WITH_REASON']);
    await suspect(suspicion({ caseId: transfer.caseId, findingNo: 2 }));
    expect(await transfersOf(transfer.caseId)).toHaveLength(1);
    const { steps, state } = await page(transfer.id, wu);
    expect(state).toBe('TASK_FORCE');
    expect(steps.at(-1)).toMatchObject({ step: 'NEW_EVIDENCE', paper: { officer: null, source: 'EVENT' } });
  });

  it('opens anew where the earlier transfer was closed', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'REJECTED_WITH_REASON', 'RESULT_REPORTED']);
    await suspect(suspicion({ caseId: transfer.caseId, findingNo: 2 }));
    expect(await transfersOf(transfer.caseId)).toHaveLength(2);
    expect(await stateOf(transfer.id)).toBe('CLOSED');
  });
});
