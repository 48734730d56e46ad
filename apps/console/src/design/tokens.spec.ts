import { describe, expect, it } from '@jest/globals';
import { appearances, colours, cssOf } from './tokens.js';

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) =>
    part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(appearances)('the colours of %s', (appearance) => {
  const of = colours[appearance];
  const grounds = ['ground', 'surface', 'hover'] as const;
  const words = ['text', 'soft', 'accent'] as const;

  it.each(words.flatMap((word) => grounds.map((ground) => [word, ground] as const)))(
    'let %s be read on %s (AA, 4.5:1)',
    (word, ground) => expect(contrast(of[word], of[ground])).toBeGreaterThanOrEqual(4.5),
  );

  it.each(['waiting', 'underWay', 'done', 'near', 'late'] as const)(
    'let %s be read on its own ground',
    (status) => {
      expect(contrast(of[status], of[`${status}Soft`])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of[status], of.surface)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('show where one can type (3:1), and what stands on the accent', () => {
    expect(contrast(of.edge, of.surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(of.onAccent, of.accent)).toBeGreaterThanOrEqual(4.5);
  });
});

it('the tokens are custom properties; paper is light whatever the screen is', () => {
  const [screen, print] = cssOf('dark').split('@media print');
  expect(screen).toContain('--under-way-soft:#1d3047;');
  expect(print).toContain('--under-way-soft:#e7effb;');
});
