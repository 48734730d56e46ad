import { describe, expect, it } from '@jest/globals';
import { Places } from './places.js';

describe('the place in a merged stream', () => {
  it('is read as it was written', () => {
    const places = Places.read('lead-reporting=12;case-transfer=7');
    places.move('case-transfer', '9');
    expect(String(places)).toBe('lead-reporting=12;case-transfer=9');
    expect(places.of('lead-reporting')).toBe('12');
    expect(places.of('exam-exchange')).toBeUndefined();
  });

  it.each([undefined, '', '12', 'a=b', 'A=1', 'a=1\r\nx', 'a=99999999999999999999', 'a=-1'])(
    'begins with the present where it says %j',
    (text) => {
      expect(String(Places.read(text))).toBe('');
    },
  );

  it('takes no place that is none', () => {
    const places = Places.read('a=1');
    places.move('a', '2\nevent: change');
    expect(String(places)).toBe('a=1');
  });
});
