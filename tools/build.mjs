// Compiles every workspace's src/ to dist/ with swc (types are checked by `npm run lint`). Only what changed is
// compiled, so it costs little when it runs before every command; files whose source is gone are removed. Several may run at
// once: each output appears in one step, and none removes what another is writing.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const options = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: true,
  swcrc: false,
};

/** @returns {string[]} the folders that hold a src/ of TypeScript for Node */
export function workspaces() {
  const below = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, folder, entry.name, 'package.json')))
      .map((entry) => join(root, folder, entry.name));
  return [...below('libs'), ...below('apps'), join(root, 'tools')].filter((folder) =>
    existsSync(join(folder, 'src')),
  );
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Undefined where the file is gone: another process may remove or replace it while we look. */
function modifiedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

const PARTIAL = /\.partial-\d+$/;
const ABANDONED_MS = 60_000;

function writeWhole(file, text) {
  const partial = `${file}.partial-${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, file);
}

/** Removes outputs whose source is gone, and folders that are empty then. */
function removeStale(dist, wanted) {
  for (const file of filesBelow(dist)) {
    const fresh = PARTIAL.test(file) && Date.now() - (modifiedAt(file) ?? 0) < ABANDONED_MS;
    if (wanted.has(file) || fresh) continue;
    rmSync(file, { force: true });
    removeEmpty(dirname(file), dist);
  }
}

function removeEmpty(folder, top) {
  if (folder === top) return;
  try {
    rmdirSync(folder);
    removeEmpty(dirname(folder), top);
  } catch {
    // not empty, or already gone
  }
}

const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.spec.ts');

/** Compiles what is newer than its output. @returns {Promise<number>} how many files were compiled */
export async function build() {
  const newest = statSync(fileURLToPath(import.meta.url)).mtimeMs;
  let compiled = 0;
  let swc;
  for (const workspace of workspaces()) {
    const src = join(workspace, 'src');
    const dist = join(workspace, 'dist');
    const wanted = new Set();
    for (const file of filesBelow(src).filter(isSource)) {
      const out = join(dist, relative(src, file)).replace(/\.ts$/, '.js');
      wanted.add(out).add(`${out}.map`);
      const changed = modifiedAt(file);
      const built = modifiedAt(out) ?? 0;
      if (changed === undefined || (built > changed && built > newest)) continue;
      swc ??= await import('@swc/core');
      const { code, map } = swc.transformFileSync(file, {
        ...options,
        sourceFileName: relative(dirname(out), file),
      });
      mkdirSync(dirname(out), { recursive: true });
      writeWhole(`${out}.map`, map ?? '');
      writeWhole(out, `${code}\n//# sourceMappingURL=${out.slice(out.lastIndexOf('/') + 1)}.map\n`);
      compiled += 1;
    }
    removeStale(dist, wanted);
  }
  return compiled;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(`compiled ${await build()} files`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
