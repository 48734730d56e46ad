import { migrate } from '@xianjie/persistence';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceOptions } from './service.module.js';

/** Migrations of the libraries that every service stands on. */
const libraries = ['messaging', 'audit', 'service', 'deadlines'];

/** Brings a service's database to the newest form; answers the names of what ran. Several may try at once. */
export function migrateService(options: Pick<ServiceOptions, 'config' | 'migrations'>): Promise<string[]> {
  const folders = [...libraryFolders(), ...(options.migrations ?? ownFolder())].map((folder) =>
    resolve(folder),
  );
  return migrate(options.config.DATABASE_URL, [...new Set(folders)]);
}

function libraryFolders(): string[] {
  return libraries
    .map((name) => fileURLToPath(new URL(`../../${name}/migrations`, import.meta.url)))
    .filter((folder) => existsSync(folder));
}

/** `apps/<service>/migrations`, beside the folder of the program that runs. */
function ownFolder(): string[] {
  const folder = join(dirname(dirname(process.argv[1] ?? '')), 'migrations');
  return existsSync(folder) ? [folder] : [];
}
