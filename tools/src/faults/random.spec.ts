import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';

const draw = (random: Random) => Array.from({ length: 50 }, () => random.between(1, 1000));

describe('Random', () => {
  it('repeats itself for the same seed', () => {
    expect(draw(new Random(7))).toEqual(draw(new Random(7)));
    expect(draw(new Random(7))).not.toEqual(draw(new Random(8)));
  });

  it('picks in proportion to weights, and never what weighs nothing', () => {
    const random = new Random(1);
    const picked = Array.from({ length: 1000 }, () => random.weighted({ rare: 1, often: 9, never: 0 }));
    const often = picked.filter((each) => each === 'often').length;
    expect(often).toBeGreaterThan(850);
    expect(picked).not.toContain('never');
    expect(picked).toContain('rare');
  });
});
