import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository: tools/{src,dist}/stack/this file is three below it. */
export const root = resolve(fileURLToPath(import.meta.url), '../../../..');

/** Where the local stack keeps everything: `XIANJIE_DATA`, else `.data/` of the repository. */
export function dataRoot(): string {
  return resolve(process.env['XIANJIE_DATA'] ?? join(root, '.data'));
}

/** Folders with the migrations of a service's database: those of the libraries it stands on, then its own. */
export function migrationFolders(service: string): string[] {
  const libraries = readdirSync(join(root, 'libs')).map((name) => join(root, 'libs', name, 'migrations'));
  return [...libraries, join(root, 'apps', service, 'migrations')].filter((folder) => existsSync(folder));
}

/** What runs a service: the compiled file that `npm run build` makes. */
export function serviceMain(service: string): string {
  return join(root, 'apps', service, 'dist', 'main.js');
}

/** A compiled file of these tools, by its path below `tools/src` without ending. */
export function toolFile(name: string): string {
  return join(root, 'tools', 'dist', `${name}.js`);
}

export function sampleFile(name: string): string {
  return join(root, 'samples', name);
}
