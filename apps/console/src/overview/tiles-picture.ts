import { type Appearance, colours, type as typeface } from '../design/tokens.js';
import { saveBlob } from '../kit/export.js';
import type { Language } from '../words/language.js';
import { SHADES, shadeOf, tiles } from './tiles.js';

const SIDE = 96;
const GAP = 6;
const TOP = 64;

interface Picture {
  readonly title: string;
  readonly sums: ReadonlyMap<string, number>;
  readonly language: Language;
  readonly name: string;
}

/** The grid as it stands, as a picture to be taken away; on paper's colours. */
export function saveTilesPicture({ title, sums, language, name }: Picture): Promise<void> {
  const of = colours['light' satisfies Appearance];
  const [columns, rows] = [
    Math.max(...tiles.map(({ column }) => column)),
    Math.max(...tiles.map(({ row }) => row)),
  ];
  const canvas = document.createElement('canvas');
  canvas.width = columns * (SIDE + GAP) + GAP;
  canvas.height = TOP + rows * (SIDE + GAP) + GAP;
  const draw = canvas.getContext('2d');
  if (!draw) return Promise.resolve();
  draw.fillStyle = of.surface;
  draw.fillRect(0, 0, canvas.width, canvas.height);
  const write = (text: string, size: number, x: number, y: number, weight = 400, most = canvas.width) => {
    draw.fillStyle = of.text;
    draw.font = `${weight} ${size}px ${typeface.family}`;
    draw.fillText(text, x, y, most);
  };
  write(title, 22, GAP * 2, 40, 600);
  const greatest = Math.max(0, ...sums.values());
  for (const { code, name: called, column, row } of tiles) {
    const [x, y] = [GAP + (column - 1) * (SIDE + GAP), TOP + (row - 1) * (SIDE + GAP)];
    const value = sums.get(code) ?? 0;
    draw.globalAlpha = (shadeOf(value, greatest) / SHADES) * 0.3;
    draw.fillStyle = of.accent;
    draw.fillRect(x, y, SIDE, SIDE);
    draw.globalAlpha = 1;
    draw.strokeStyle = of.line;
    draw.strokeRect(x + 0.5, y + 0.5, SIDE - 1, SIDE - 1);
    write(called[language], 15, x + 10, y + 30, 400, SIDE - 16);
    write(String(value), 24, x + 10, y + 72, 600, SIDE - 16);
  }
  return new Promise((resolve) =>
    canvas.toBlob((blob) => {
      if (blob) saveBlob(blob, `${name}.png`);
      resolve();
    }),
  );
}
