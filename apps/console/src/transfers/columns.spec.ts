import { describe, expect, it } from '@jest/globals';
import { TRANSFER_STATES } from '@xianjie/statutes';
import { boardOf, countIn, seatOf } from './columns.js';

const DRAFT = ['INVESTIGATING', 'TASK_FORCE', 'AWAIT_APPROVAL'];

describe('the board', () => {
  it.each([
    ['ADMIN', []],
    ['POLICE', [...DRAFT, 'AWAIT_DELIVERY']],
    ['PROC', DRAFT],
  ] as const)('of %s has each open state that it may see, once', (seat, unseen) => {
    const states = boardOf(seat).flatMap((column) => column.states);
    const seen = Object.keys(TRANSFER_STATES).filter(
      (state) => state !== 'CLOSED' && !(unseen as readonly string[]).includes(state),
    );
    expect([...states].sort()).toEqual([...seen, ...(seat === 'PROC' ? ['UNDECIDED'] : [])].sort());
  });

  it('is chosen by the kind of agency', () => {
    expect(['police', 'procuratorate', 'patent-office-prefecture', 'corps'].map(seatOf)).toEqual([
      'POLICE',
      'PROC',
      'ADMIN',
      'ADMIN',
    ]);
  });

  it('counts what its columns hold', () => {
    const counts = [
      { state: 'NOT_FILED', count: 3, late: 1 },
      { state: 'UPHELD', count: 2, late: 0 },
      { state: 'FILED', count: 9, late: 4 },
    ];
    const refused = boardOf('ADMIN').find(({ name }) => name === 'REFUSED');
    expect(refused && countIn(refused, counts)).toEqual({ count: 5, late: 1 });
  });
});
