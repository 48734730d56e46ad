import { describe, expect, it } from '@jest/globals';
import { again } from './replay.js';

const A = '01a21045-ab28-7012-8138-150a8ecfe579';
const B = '01a21045-ab28-7012-8138-150a8ecfe57a';
const SENT = [
  { text: 'INSERT $1, $2, $3', values: [`{${A}}`, '{SEEN-12}', null] },
  { text: 'SELECT $1', values: [`{lead-reporting.lead/${A}}`] },
  { text: 'SELECT $1', values: [`{${B}}`] },
];

describe('again', () => {
  const [first, second, third] = again(SENT, /\bSEEN-\d+\b/g, 'P-1');

  it('gives each id another one, the same wherever it occurs', () => {
    const [, id = ''] = /^\{([0-9a-f-]{36})\}$/.exec(first?.values[0] ?? '') ?? [];
    expect(id).not.toBe('');
    expect(id).not.toBe(A);
    expect(second?.values).toEqual([`{lead-reporting.lead/${id}}`]);
    expect(third?.values).not.toEqual([`{${id}}`]);
    expect(third?.values).not.toEqual(SENT[2]?.values);
  });

  it('gives the lead another number, and leaves the rest as it was', () => {
    expect(first).toMatchObject({ text: SENT[0]?.text, values: [expect.anything(), '{P-1}', null] });
  });

  it('changes nothing of what it was given', () => {
    expect(SENT[0]?.values[0]).toBe(`{${A}}`);
  });
});
