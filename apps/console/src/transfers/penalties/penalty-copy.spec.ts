import { describe, expect, it } from '@jest/globals';
import { sendingOf, stateOf } from './penalty-copy.js';

describe('copies of a penalty decision', () => {
  it.each([
    [null, null, 'OWED'],
    ['2026-11-20', null, 'SENT'],
    ['2026-11-20', '2026-11-22', 'SENT'],
    [null, '2026-11-22', 'ANNULLED'],
  ])('sent %j, annulled %j: %s', (sentOn, annulledOn, state) =>
    expect(stateOf({ sentOn, annulledOn })).toBe(state),
  );

  it('say when the right holder was told, or why none was, never both', () => {
    const both = { sentOn: '2026-11-20', rightHolderToldOn: '2026-11-21', noRightHolder: '权利人已注销' };
    expect(sendingOf({ ...both, rightHolder: 'told' })).toEqual({
      sentOn: '2026-11-20',
      rightHolderToldOn: '2026-11-21',
    });
    expect(sendingOf({ ...both, rightHolder: 'none' })).toEqual({
      sentOn: '2026-11-20',
      noRightHolder: '权利人已注销',
    });
  });
});
