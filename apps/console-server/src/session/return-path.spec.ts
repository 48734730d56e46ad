import { describe, expect, it } from '@jest/globals';
import { returnPath } from './return-path.js';

describe('returnPath', () => {
  it.each(['/', '/leads', '/leads/1?tab=timeline#clock', '/线索', '/leads?q=a//b', '/sessions-of-training'])(
    'goes back to the page %s',
    (path) => {
      expect(decodeURI(returnPath(path))).toBe(path);
    },
  );

  it.each([
    undefined,
    '',
    'leads',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '///elsewhere.example/',
    '/\\elsewhere.example/',
    '\\\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '/\n/elsewhere.example/',
    '/..//elsewhere.example/',
    '/./\\elsewhere.example',
    'javascript:alert(1)',
    '/session/sign-in',
    '/session',
    '/api/lead-reporting/leads',
    '/x/../session/sign-out',
    '/console/services',
    '/metrics',
    `/${'a'.repeat(2000)}`,
  ])('goes to the first page instead of %j', (path) => {
    expect(returnPath(path)).toBe('/');
  });
});
