import { expect, it } from '@jest/globals';
import { EndedSessions } from './ended-sessions.js';

it('remembers a session that was signed out for as long as its cookie could hold', () => {
  const ended = new EndedSessions();
  ended.add('a', 1000, 0);
  ended.add('b', 2000, 900);
  expect(['a', 'b', 'c'].map((id) => ended.has(id))).toEqual([true, true, false]);
  ended.add('c', 3000, 1000);
  expect(['a', 'b', 'c'].map((id) => ended.has(id))).toEqual([false, true, true]);
});

it('tells those who listen, unless they left', () => {
  const ended = new EndedSessions();
  const told: string[] = [];
  ended.listen('a', () => told.push('one'));
  ended.listen('a', () => told.push('two'))();
  ended.listen('b', () => told.push('other'));
  ended.add('a', 1000, 0);
  expect(told).toEqual(['one']);
});
