import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

/** service ──► deadlines ──► messaging ──► audit ──► persistence, identity: each may import what stands before it. */
const platformOrder = ['persistence', 'identity', 'audit', 'messaging', 'deadlines', 'service'];

interface Project {
  readonly name: string;
  readonly folder: string;
  readonly declared: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
}

function projects(): Project[] {
  return ['apps', 'libs']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(parent, name)))
    .filter(
      (folder) => existsSync(join(root, folder, 'package.json')) && existsSync(join(root, folder, 'src')),
    )
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        name: string;
        dependencies?: Record<string, string>;
      };
      const sources = readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file) && !/\.(spec|suite)\.ts$/.test(file))
        .map((file) => readFileSync(join(root, folder, 'src', file), 'utf8'));
      const imported = sources.flatMap((text) =>
        [...text.matchAll(/from '(@xianjie\/[a-z-]+)'/g)].map(([, name]) => name!),
      );
      return {
        name: manifest.name,
        folder,
        declared: new Set(Object.keys(manifest.dependencies ?? {})),
        imported: new Set(imported),
      };
    });
}

describe('imports between projects', () => {
  it.each(projects())('of $name are declared in its package.json', ({ declared, imported }) => {
    expect([...imported].filter((name) => !declared.has(name))).toEqual([]);
  });

  it.each(projects().filter(({ folder }) => platformOrder.includes(folder.replace('libs/', ''))))(
    'of $name follow the order of the platform',
    ({ folder, imported }) => {
      const place = platformOrder.indexOf(folder.replace('libs/', ''));
      const later = platformOrder.slice(place).map((name) => `@xianjie/${name}`);
      expect([...imported].filter((name) => later.includes(name))).toEqual([]);
    },
  );
});
