import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../stack/paths.js';
import { alternate, medianOf, type Round } from '../lab/rounds.js';
import type { Bench, Item, Measured } from '../suite.js';

const SHORT = 20_000;
const LONG = 500_000;

/** What people type, right and wrong, of each kind of number. */
const NUMBERS: readonly (readonly [kind: string, fields: object])[] = [
  ['uscc', { value: '91330106MA2YYTX068' }],
  ['uscc', { value: '９１３３ 0106-ma2yytx068' }],
  ['uscc', { value: '91350211M0000XUF46' }],
  ['uscc', { value: '91330106MA2YYTX069' }],
  ['orgCode', { value: 'D2143569-X' }],
  ['idCard', { value: '11010519491231002x', asOf: '2026-11-22' }],
  ['patentNumber', { value: 'zl 2018 1 1564288.x' }],
  ['patentNumber', { value: '85100001.0' }],
  ['patentNumber', { value: '202010566088.8' }],
  ['publicationNumber', { value: 'CN111800000A' }],
  ['classification', { value: 'G06F 16/27', scheme: 'IPC' }],
  ['classification', { value: '14-03', scheme: 'LOCARNO' }],
];

export const evaluate: Item = {
  name: 'evaluate',
  about: 'xianjie evaluate, lines of identifiers, the whole command from its start',
  measure: async (bench) => {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-bench-evaluate-'));
    try {
      return await measure(bench, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure({ rounds, quick, say }: Bench, folder: string): Promise<Measured> {
  const long = quick ? SHORT * 2 : LONG;
  const side = (name: string, lines: number) => {
    const file = join(folder, `${name}.ndjson`);
    writeFileSync(file, linesOf(lines));
    return () => run(name, file, lines);
  };
  const done = await alternate(rounds, [side('short', SHORT), side('long', long)], say);
  return {
    rounds: done,
    figures: [
      {
        name: 'perSecond.evaluate',
        value: medianOf(done, 'short'),
        unit: '/s',
        aim: { atLeast: 20_000 },
        about: `xianjie evaluate, a file of ${SHORT} identifiers, start included`,
      },
      {
        name: 'perSecond.evaluateLong',
        value: medianOf(done, 'long'),
        unit: '/s',
        about: `the same of ${long}`,
      },
    ],
  };
}

function linesOf(count: number): string {
  const lines = Array.from({ length: count }, (_, id) => {
    const [kind, fields] = NUMBERS[id % NUMBERS.length] ?? ['uscc', {}];
    return JSON.stringify({ id, kind: `identifiers.${kind}`, ...fields });
  });
  return `${lines.join('\n')}\n`;
}

/** As `npm run xianjie` starts it. */
async function run(side: string, file: string, lines: number): Promise<Round> {
  const since = performance.now();
  const child = spawn(process.execPath, [join(root, 'tools', 'bootstrap.mjs'), 'xianjie', 'evaluate', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  let answers = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) answers += newlines(chunk);
  const [code] = await exit;
  const seconds = (performance.now() - since) / 1000;
  return { side, value: lines / seconds, unit: '/s', void: verdict(code, lines, answers) };
}

function newlines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

function verdict(code: number | null, lines: number, answers: number): string | undefined {
  if (code !== 0) return `it ended with ${code}`;
  return answers === lines ? undefined : `${lines} lines, ${answers} answers`;
}
