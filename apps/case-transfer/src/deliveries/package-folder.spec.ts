import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  readdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LARGEST_PACKAGE } from './package-file.js';
import { PackageFolder } from './package-folder.js';

function folder({ made = true } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'folder-'));
  if (made) for (const name of ['in', 'out']) mkdirSync(join(root, name));
  return {
    root,
    packages: new PackageFolder(root),
    names: (name: string) => readdirSync(join(root, name)).sort(),
  };
}

const now = new Date();

describe('what is sent', () => {
  it('lies there whole, in place of what lay there before, and nothing beside it', async () => {
    const { root, packages, names } = folder();
    await packages.put('a.xjp', Buffer.from('first'));
    await packages.put('a.xjp', Buffer.from('second'));
    expect(names('out')).toEqual(['a.xjp']);
    expect(readFileSync(join(root, 'out', 'a.xjp'), 'utf8')).toBe('second');
  });

  it('goes nowhere where the share is not mounted', async () => {
    const { packages } = folder({ made: false });
    await expect(packages.put('a.xjp', Buffer.from('x'))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'police.directory',
    });
    await expect(packages.names()).rejects.toMatchObject({ code: 'police.directory' });
  });
});

describe('what comes', () => {
  const read = async (name: string, prepare: (path: string, root: string) => void) => {
    const { root, packages } = folder();
    prepare(join(root, 'in', name), root);
    return packages.read(name, now);
  };

  it('is read with the time at which it was written', async () => {
    const found = await read('a.xjp', (path) => writeFileSync(path, 'content'));
    expect(found?.bytes.toString()).toBe('content');
    expect(Math.abs(Date.now() - Number(found?.modifiedAt))).toBeLessThan(60_000);
  });

  it.each([
    ['a link', 'a.xjp', 'package.not-a-file', (path: string) => symlinkSync('/etc/hostname', path)],
    ['a folder', 'a.xjp', 'package.not-a-file', (path: string) => mkdirSync(path)],
    ['a name with a space', 'a b.xjp', 'package.name', (path: string) => writeFileSync(path, 'x')],
    [
      'a name that is too long',
      `${'a'.repeat(120)}.xjp`,
      'package.name',
      (path: string) => writeFileSync(path, 'x'),
    ],
    ['a name with a line end', 'a\n.xjp', 'package.name', (path: string) => writeFileSync(path, 'x')],
    [
      'too much',
      'a.xjp',
      'package.too-large',
      (path: string) => writeFileSync(path, Buffer.alloc(LARGEST_PACKAGE + 1)),
    ],
  ])('is not read where it is %s', async (_what, name, code, prepare) => {
    await expect(read(name, prepare)).rejects.toMatchObject({ kind: 'invalid', code });
  });

  it('under a temporary name is left to who writes it, for a day', async () => {
    expect(await read('.a.xjp.part', (path) => writeFileSync(path, 'x'))).toBeUndefined();
    const yesterday = new Date(now.getTime() - 90_000_000);
    const old = read('.a.xjp.part', (path) => {
      writeFileSync(path, 'x');
      utimesSync(path, yesterday, yesterday);
    });
    await expect(old).rejects.toMatchObject({ code: 'package.half-written' });
  });

  it('and is gone meanwhile is no fault', async () => {
    const { packages } = folder();
    expect(await packages.read('a.xjp', now)).toBeUndefined();
    await packages.done('a.xjp');
    await packages.refuse('a.xjp', { code: 'x' });
  });
});

describe('what was dealt with', () => {
  it('is put away, and writes over nothing', async () => {
    const { root, packages, names } = folder();
    for (const text of ['one', 'two']) {
      writeFileSync(join(root, 'in', 'a.xjp'), text);
      await packages.done('a.xjp');
    }
    expect(names('done')).toEqual(['a.xjp', expect.stringMatching(/^a\.xjp\.[0-9a-f]{8}$/)]);
    expect(readFileSync(join(root, 'done', 'a.xjp'), 'utf8')).toBe('one');
    expect(names('in')).toEqual([]);
  });

  it('lies with the reason where it was refused, a link as the link that it is', async () => {
    const { root, packages, names } = folder();
    symlinkSync('/etc/hostname', join(root, 'in', 'a b'));
    await packages.refuse('a b', { code: 'package.not-a-file' });
    expect(names('refused')).toEqual(['a_b', 'a_b.reason.json']);
    expect(JSON.parse(readFileSync(join(root, 'refused', 'a_b.reason.json'), 'utf8'))).toEqual({
      code: 'package.not-a-file',
    });
  });
});
