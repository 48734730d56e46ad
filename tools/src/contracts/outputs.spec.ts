import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readAvscFiles } from './avsc-file.js';
import { append } from './lock.js';
import { outputs, stale, write } from './outputs.js';

const schema = (version: number) => ({
  type: 'record',
  name: 'LeadNoted',
  namespace: `lead_reporting.v${version}`,
  doc: 'A note was made.',
  topic: 'lead-reporting.lead',
  key: 'leadId',
  fields: [
    { name: 'leadId', type: 'string' },
    { name: 'fineFen', type: ['null', 'long'], default: null, doc: 'In fen. */' },
    { name: 'kind', type: { type: 'enum', name: 'Kind', doc: 'Kinds.', symbols: ['A', 'B'], default: 'A' } },
    {
      name: 'parts',
      type: {
        type: 'array',
        items: { type: 'record', name: 'Part', doc: 'A part.', fields: [{ name: 'seal', type: 'bytes' }] },
      },
    },
    { name: 'first', type: 'Part' },
    { name: 'names', type: { type: 'map', values: ['null', 'string'] } },
  ],
});

let root = '';
const put = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const generate = async () => {
  const { files } = readAvscFiles(root);
  return outputs(root, files, append({ schemas: [] }, files));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'contracts-'));
  put('.prettierrc.json', '{ "singleQuote": true }');
  put('libs/contracts/src/index.ts', `export { a } from './a.js';\n// <events>\n// </events>\n`);
  put('schemas/lead-reporting/lead-noted.v1.avsc', JSON.stringify(schema(1)));
  put('schemas/lead-reporting/lead-noted.v2.avsc', JSON.stringify(schema(2)));
});
afterEach(() => rmSync(root, { recursive: true }));

const EVENT = 'libs/contracts/src/generated/lead-reporting/lead-noted.v1.ts';

describe('what is generated', () => {
  it('is an interface and a constant of one name, with exact numbers', async () => {
    const text = (await generate()).get(EVENT);
    expect(text).toContain(`export interface LeadNoted {
  readonly leadId: string;
  /** In fen. * / */
  readonly fineFen: bigint | null;
  readonly kind: LeadNotedKind;
  readonly parts: readonly LeadNotedPart[];
  readonly first: LeadNotedPart;
  readonly names: Readonly<Record<string, string | null>>;
}`);
    expect(text).toContain(`export type LeadNotedKind = 'A' | 'B';`);
    expect(text).toContain(`export interface LeadNotedPart {\n  readonly seal: Buffer;\n}`);
    expect(text).toContain('export const LeadNoted = defineEvent<LeadNoted>({');
  });

  it('gives a second version a name of its own and exports both', async () => {
    const index = (await generate()).get('libs/contracts/src/index.ts');
    expect(index).toContain(`export { a } from './a.js';`);
    expect(index).toContain(`export { LeadNoted, LeadNotedV2 } from './generated/events.js';`);
  });

  it('is found differing when it was changed, is missing or is too much', async () => {
    const wanted = await generate();
    expect(stale(root, wanted)).toHaveLength(wanted.size);
    write(root, wanted);
    expect(stale(root, wanted)).toEqual([]);
    put(EVENT, 'changed');
    put('libs/contracts/src/generated/lead-reporting/old.v1.ts', 'left over');
    expect(stale(root, wanted)).toEqual([EVENT, 'libs/contracts/src/generated/lead-reporting/old.v1.ts']);
    write(root, wanted);
    expect(stale(root, wanted)).toEqual([]);
    expect(readFileSync(join(root, EVENT), 'utf8')).toBe(wanted.get(EVENT));
  });
});

describe('what cannot be read', () => {
  it.each([
    ['schemas/lead-reporting/LeadNoted.avsc', '{}', 'file-name'],
    ['schemas/lead-reporting/lead-noted.v0.avsc', '{}', 'file-name'],
    ['schemas/lead-noted.v1.avsc', '{}', 'folder'],
    ['schemas/lead-reporting/deep/lead-noted.v1.avsc', '{}', 'folder'],
    ['schemas/lead-reporting/broken.v1.avsc', '{', 'json'],
  ])('is named: %s', (path, text, rule) => {
    put(path, text);
    expect(readAvscFiles(root).problems).toEqual([expect.objectContaining({ where: path, rule })]);
  });
});
