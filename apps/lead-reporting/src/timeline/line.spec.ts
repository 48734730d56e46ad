import { expect, it } from '@jest/globals';
import { inOrder } from './line.js';
import type { TimelineLine } from './timeline.dto.js';

const line = (what: string, change: Partial<TimelineLine>): TimelineLine => ({
  ...{
    on: '2027-01-12',
    at: null,
    kind: 'case',
    what,
    title: { zh: what, en: what },
    agency: null,
    officer: null,
  },
  ...{ to: [], documentNo: null, basis: null, note: null, state: 'done', days: null, link: null },
  ...change,
});

it('on one day the lead stands first, its publicity last, and gaps after all that happened', () => {
  const lines = [
    line('gap', { state: 'waiting', on: '2027-01-11', days: 3 }),
    line('shown', { kind: 'publicity' }),
    line('decided', { at: '2027-01-12T03:00:00Z' }),
    line('opened', { at: '2027-01-12T01:00:00Z' }),
    line('submitted', { kind: 'lead' }),
  ];
  expect(inOrder(lines).map(({ what }) => what)).toEqual(['submitted', 'opened', 'decided', 'shown', 'gap']);
});
