import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const here = import.meta.dirname;
const breaches = readdirSync(join(here, 'breaches'));

describe('the layers', () => {
  let complaints: Record<string, string[]>;

  beforeAll(() => {
    const output = execFileSync(process.execPath, [join(here, 'lint-breaches.mjs')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    complaints = JSON.parse(output.slice(output.indexOf('{'))) as Record<string, string[]>;
  });

  it.each(breaches)('are guarded by lint: %s', (name) => {
    const text = readFileSync(join(here, 'breaches', name), 'utf8');
    const expected = /^\/\/ expects: (.+)$/m.exec(text)?.[1];
    if (expected === undefined) expect(complaints[name]).toEqual([]);
    else expect(complaints[name]?.join('\n')).toContain(expected);
  });
});
