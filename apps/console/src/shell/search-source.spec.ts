import { expect, it } from '@jest/globals';
import { once } from './search-source.js';

const hit = (to: string, title = to) => ({ to, title, details: '' });

it('shows what several ways find once, as the first of them has it, and no more than fits', () => {
  const found = [[hit('/leads/1', 'by number')], [], [hit('/leads/2'), hit('/leads/1'), hit('/leads/3')]];
  expect(once(found, 2).map(({ title }) => title)).toEqual(['by number', '/leads/2']);
});
