import { describe, expect, it } from '@jest/globals';
import { csvOf } from './export.js';

describe('a table as CSV', () => {
  const csv = (rows: (string | number | null)[][]) => csvOf({ name: 't', head: ['名称', '件数'], rows });

  it('is known as UTF-8 to Excel, one line a row', () => {
    expect(csv([['浙江', 3]])).toBe('\ufeff名称,件数\r\n浙江,3\r\n');
  });

  it('keeps commas, quotes and line breaks in their cell', () => {
    expect(csv([['a,"b"\nc', null]])).toContain('"a,""b""\nc",\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx'])(
    'makes no formula of %p, which somebody wrote into a name',
    (text) => {
      expect(csv([[text, 1]])).toContain(`'${text},1`);
    },
  );

  it('leaves negative numbers numbers', () => expect(csv([['a', -1]])).toContain('a,-1'));
});
