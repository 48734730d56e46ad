import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDomainError } from '@xianjie/errors';
import { parseDictionary, serializeInnerList, type InnerList } from './structured-fields.js';

const list = (text: string): string => serializeInnerList(parseDictionary(`a=${text}`).get('a') as InnerList);

describe('inner lists, RFC 9651', () => {
  it.each([
    ['()', '()'],
    ['(  "@method"   "@path"  );created=1', '("@method" "@path");created=1'],
    ['("a";req "b");  nonce="x";flag;no=?0', '("a";req "b");nonce="x";flag;no=?0'],
    ['("a");yes=?1', '("a");yes'],
    ['("a");k="quote \\" and \\\\"', '("a");k="quote \\" and \\\\"'],
    ['("a");n=-15;t=tok/en:*;b=:AQID:', '("a");n=-15;t=tok/en:*;b=:AQID:'],
    ['("a");n=007', '("a");n=7'],
  ])('%s is written %s', (text, written) => {
    expect(list(text)).toBe(written);
  });
});

describe('a dictionary', () => {
  it('has members of every kind, however they are spaced', () => {
    const members = parseDictionary('a=1 ,\tb;x=2,  c=("d"),e=:AA==:');
    expect([...members.keys()]).toEqual(['a', 'b', 'c', 'e']);
    expect(members.get('b')).toMatchObject({ item: { type: 'boolean', value: true } });
    expect(parseDictionary('').size).toBe(0);
    expect(parseDictionary('   ').size).toBe(0);
  });

  it.each([
    'a=1,',
    ',a=1',
    'a=1 b=2',
    'a=1,a=2',
    'A=1',
    'a=',
    'a=(',
    'a=("b"',
    'a=("b""c")',
    'a=("b" ("c"))',
    'a="b',
    'a="\\x"',
    'a="é"',
    'a=:AA',
    'a=:A*:',
    'a=1.5',
    'a=1234567890123456',
    'a=1;b=1;b=2',
    'a=?2',
    'a=@1',
    'a=1\n',
    `a=${'1'.repeat(9000)}`,
    Array.from({ length: 65 }, (_, index) => `k${index}=1`).join(','),
    `a=(${'"b" '.repeat(65)})`,
  ])('is refused: %s', (text) => {
    expect(() => parseDictionary(text)).toThrow('agreed form');
  });

  it('of anything is read or refused, and what is read is written the same ever after', () => {
    const piece = fc.constantFrom(
      'a',
      '=',
      '(',
      ')',
      '"b"',
      ';',
      ',',
      ' ',
      ':AA==:',
      '?1',
      '1',
      '-',
      '\\',
      '*',
    );
    const text = fc.array(piece, { maxLength: 40 }).map((parts) => `a=(${parts.join('')})`);
    fc.assert(
      fc.property(text, (input) => {
        try {
          const written = list(input);
          return list(written) === written;
        } catch (error) {
          return isDomainError(error, 'invalid');
        }
      }),
      { numRuns: 5000 },
    );
  });
});
