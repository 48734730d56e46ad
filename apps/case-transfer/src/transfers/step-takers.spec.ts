import { describe, expect, it } from '@jest/globals';
import type { DomainError } from '@xianjie/errors';
import type { Actor, Officer } from '@xianjie/identity';
import type { TransferActor } from '@xianjie/statutes';
import { takerOf } from './step-takers.js';
import type { StepInput, StepSource } from './transfer-step.js';

const organs = {
  agency: 'agency',
  police: 'police' as string | null,
  procuratorate: 'proc' as string | null,
};
const officer: Officer = { id: 'o-1', name: '吴越' };

const actor = (id: string, person?: Officer): Actor => ({
  agency: { id, name: id, kind: 'patent-office-prefecture', area: null, parents: [] },
  scopes: [],
  ...(person ? { officer: person } : {}),
});

interface Case {
  readonly change?: Partial<typeof organs>;
  readonly input?: Partial<StepInput>;
  readonly paper?: boolean;
  readonly source?: StepSource;
}

const taker = (
  kind: TransferActor,
  who: Actor,
  { change, input, paper = false, source = 'HTTP' }: Case = {},
) =>
  takerOf(
    kind,
    { ...organs, ...change },
    who,
    { step: 'FILED', ...input },
    { onPaper: (police) => police === null || paper, source },
  );

function code(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
}

const scan = { officer: { name: '孙毅' }, documents: ['d'] };

describe('takerOf', () => {
  it.each<[TransferActor, string]>([
    ['ADMIN', 'agency'],
    ['POLICE', 'police'],
    ['PROC', 'proc'],
  ])('a step of %s is taken by %s, and by nobody else', (kind, own) => {
    expect(taker(kind, actor(own, officer))).toMatchObject({
      organ: own,
      enteredBy: own,
      source: 'HTTP',
      officer: { id: 'o-1', signedIn: true },
    });
    for (const other of ['agency', 'police', 'proc', 'stranger'].filter((id) => id !== own))
      expect(code(() => taker(kind, actor(other, officer)))).toBe('transfer.not-your-step');
  });

  it('lets the head decide, in person, and no other officer', () => {
    expect(taker('ADMIN_HEAD', actor('agency', { ...officer, head: true })).officer).toMatchObject({
      id: 'o-1',
    });
    expect(code(() => taker('ADMIN_HEAD', actor('agency', officer)))).toBe('officer.not-head');
    expect(code(() => taker('ADMIN_HEAD', actor('agency'), { input: { officer: { name: '章立新' } } }))).toBe(
      'officer.not-head',
    );
    expect(code(() => taker('ADMIN_HEAD', actor('police', { ...officer, head: true })))).toBe(
      'transfer.not-your-step',
    );
  });

  it('lets a system act for the officer it names', () => {
    expect(taker('POLICE', actor('police'), { input: { officer: { name: '孙毅' } } }).officer).toEqual({
      id: null,
      name: '孙毅',
      signedIn: false,
    });
    expect(code(() => taker('POLICE', actor('police')))).toBe('officer.needed');
    expect(taker('ADMIN', actor('agency'), { source: 'EVENT' }).officer).toBeNull();
  });

  it('believes the token, not the body, on who is signed in', () => {
    expect(
      taker('POLICE', actor('police', officer), { input: { officer: { name: '他人' } } }).officer?.name,
    ).toBe('吴越');
  });

  it('lets the agency register a paper of police without a system, with the scan and the signer', () => {
    expect(taker('POLICE', actor('agency', officer), { paper: true, input: scan })).toEqual({
      organ: 'police',
      officer: { id: null, name: '孙毅', signedIn: false },
      enteredBy: 'agency',
      source: 'PAPER',
      registeredBy: { id: 'o-1', name: '吴越' },
    });
    expect(code(() => taker('POLICE', actor('agency', officer), { input: scan }))).toBe(
      'transfer.not-your-step',
    );
    expect(code(() => taker('POLICE', actor('agency'), { paper: true, input: scan }))).toBe('officer.needed');
    expect(
      code(() => taker('POLICE', actor('agency', officer), { paper: true, input: { documents: ['d'] } })),
    ).toBe('officer.name-needed');
    expect(
      code(() =>
        taker('POLICE', actor('agency', officer), { paper: true, input: { officer: { name: '孙毅' } } }),
      ),
    ).toBe('step.paper-needed');
    expect(code(() => taker('POLICE', actor('proc', officer), { paper: true, input: scan }))).toBe(
      'transfer.not-your-step',
    );
  });

  it('names organs that take no part by their kind', () => {
    expect(taker('POLICE', actor('agency', officer), { change: { police: null }, input: scan }).organ).toBe(
      'POLICE',
    );
    expect(
      taker('PROC', actor('agency', officer), { change: { procuratorate: null }, input: scan }).organ,
    ).toBe('PROC');
    expect(code(() => taker('PROC', actor('agency', officer), { input: scan }))).toBe(
      'transfer.not-your-step',
    );
  });

  it('has a judgment entered by the procuratorate, or by the agency where none takes part', () => {
    expect(taker('COURT', actor('proc', officer), { input: scan })).toMatchObject({
      organ: 'COURT',
      enteredBy: 'proc',
      source: 'PAPER',
    });
    expect(code(() => taker('COURT', actor('agency', officer), { input: scan }))).toBe(
      'transfer.not-your-step',
    );
    expect(
      taker('COURT', actor('agency', officer), { change: { procuratorate: null }, input: scan }).enteredBy,
    ).toBe('agency');
  });
});
