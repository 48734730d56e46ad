/** Colour, space, type, radius and motion of the console. Everything else takes them from here. */

export const appearances = ['light', 'dark', 'contrast'] as const;
export type Appearance = (typeof appearances)[number];

/** A status is told by word and shape first: the colour is the third sign. */
interface Colours {
  /** Behind everything. */
  readonly ground: string;
  /** Behind content. */
  readonly surface: string;
  /** Under the pointer, or chosen. */
  readonly hover: string;
  readonly line: string;
  /** Around what can be typed into: 3:1. */
  readonly edge: string;
  readonly text: string;
  readonly soft: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly waiting: string;
  readonly waitingSoft: string;
  readonly underWay: string;
  readonly underWaySoft: string;
  readonly done: string;
  readonly doneSoft: string;
  readonly near: string;
  readonly nearSoft: string;
  readonly late: string;
  readonly lateSoft: string;
}

export const colours: Readonly<Record<Appearance, Colours>> = {
  light: {
    ground: '#f4f5f7',
    surface: '#ffffff',
    hover: '#eef2f8',
    line: '#dde1e7',
    edge: '#858d99',
    text: '#1a212b',
    soft: '#525c69',
    accent: '#174ea6',
    accentSoft: '#e7effb',
    onAccent: '#ffffff',
    waiting: '#525c69',
    waitingSoft: '#eceef1',
    underWay: '#174ea6',
    underWaySoft: '#e7effb',
    done: '#17673a',
    doneSoft: '#e3f3e9',
    near: '#825100',
    nearSoft: '#fdf1d7',
    late: '#b01c12',
    lateSoft: '#fdeae8',
  },
  dark: {
    ground: '#12161b',
    surface: '#1a2027',
    hover: '#242c36',
    line: '#313a45',
    edge: '#758191',
    text: '#e7ebf0',
    soft: '#aeb8c4',
    accent: '#8ab8f8',
    accentSoft: '#1d3047',
    onAccent: '#0d1a2b',
    waiting: '#b4bdc8',
    waitingSoft: '#2a323c',
    underWay: '#8ab8f8',
    underWaySoft: '#1d3047',
    done: '#7fd3a0',
    doneSoft: '#173426',
    near: '#f0bf5e',
    nearSoft: '#3a2e14',
    late: '#ff9d94',
    lateSoft: '#44201e',
  },
  contrast: {
    ground: '#ffffff',
    surface: '#ffffff',
    hover: '#e6eefc',
    line: '#000000',
    edge: '#000000',
    text: '#000000',
    soft: '#1c1c1c',
    accent: '#00308f',
    accentSoft: '#dce7fb',
    onAccent: '#ffffff',
    waiting: '#1c1c1c',
    waitingSoft: '#ffffff',
    underWay: '#00308f',
    underWaySoft: '#ffffff',
    done: '#004d1f',
    doneSoft: '#ffffff',
    near: '#5c3900',
    nearSoft: '#ffffff',
    late: '#930000',
    lateSoft: '#ffffff',
  },
};

/** Pixels; the grid is 8. */
export const space = { half: 4, one: 8, two: 16, three: 24, four: 32 } as const;
export const radius = { small: 4, normal: 6 } as const;
export const motion = { quick: '100ms', normal: '150ms' } as const;

export const type = {
  family: '"PingFang SC","Microsoft YaHei","Noto Sans SC","WenQuanYi Micro Hei",sans-serif',
  mono: 'ui-monospace,"SFMono-Regular","Cascadia Mono","DejaVu Sans Mono",Consolas,monospace',
  size: 14,
  small: 12,
  heading: 18,
  line: 1.6,
} as const;

/** Widths at which the layout changes: up to a phone, a tablet, a desk; beyond, lists show their last columns. */
export const widths = { phone: 640, tablet: 1024, desk: 1440 } as const;

/** The tokens as custom properties: `--text`, `--under-way-soft`, `--space-two`. Paper is light. */
export function cssOf(appearance: Appearance): string {
  return `@media screen{${rootOf(appearance)}}@media print{${rootOf('light')}}`;
}

function rootOf(appearance: Appearance): string {
  const lines = [
    ...Object.entries(colours[appearance]).map(([name, value]) => `--${dashed(name)}:${value}`),
    ...Object.entries(space).map(([name, value]) => `--space-${name}:${value}px`),
    ...Object.entries(radius).map(([name, value]) => `--radius-${name}:${value}px`),
    ...Object.entries(motion).map(([name, value]) => `--motion-${name}:${value}`),
    `--family:${type.family}`,
    `--mono:${type.mono}`,
    `color-scheme:${appearance === 'dark' ? 'dark' : 'light'}`,
  ];
  return `:root{${lines.join(';')}}`;
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
