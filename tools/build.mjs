// Compiles every workspace's src/ to dist/ with swc (types are checked by `npm run lint`). Only what changed is
// compiled, so it costs little when it runs before every command; files whose source is gone are removed. An output carries
// its source's time, so that an older source put in its place is seen too. Several may run at once: each output appears in one
// step, and none removes what another is writing.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  utimesSync,
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

/** @returns {string[]} the folders that hold a src/ of TypeScript for Node; Vite builds what is for browsers */
export function workspaces() {
  const below = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, folder, entry.name, 'package.json')))
      .map((entry) => join(root, folder, entry.name));
  return [...below('libs'), ...below('apps'), join(root, 'tools')].filter(
    (folder) => existsSync(join(folder, 'src')) && !existsSync(join(folder, 'vite.config.ts')),
  );
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Undefined where the file is gone: another process may remove or replace it while we look. */
function statOf(file) {
  return statSync(file, { throwIfNoEntry: false });
}

const PARTIAL = /\.partial-\d+$/;
const ABANDONED_MS = 60_000;

/** `time`: what the file says of when it was modified. */
function writeWhole(file, text, time) {
  const partial = `${file}.partial-${process.pid}`;
  writeFileSync(partial, text);
  if (time) utimesSync(partial, time, time);
  renameSync(partial, file);
}

/** Removes outputs whose source is gone, and folders that are empty then. */
function removeStale(dist, wanted) {
  for (const file of filesBelow(dist)) {
    const fresh = PARTIAL.test(file) && Date.now() - (statOf(file)?.ctimeMs ?? 0) < ABANDONED_MS;
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

/** Made from this very source, by this very compiler (`newest`: when it was changed). */
function isBuilt(out, source, newest) {
  const built = statOf(out);
  return built !== undefined && Math.abs(built.mtimeMs - source.mtimeMs) < 1 && built.ctimeMs > newest;
}

const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.spec.ts');

/** Compiles what its output was not made from. @returns {Promise<number>} how many files were compiled */
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
      const source = statOf(file);
      if (source === undefined || isBuilt(out, source, newest)) continue;
      swc ??= await import('@swc/core');
      const { code, map } = swc.transformFileSync(file, {
        ...options,
        sourceFileName: relative(dirname(out), file),
      });
      mkdirSync(dirname(out), { recursive: true });
      writeWhole(`${out}.map`, map ?? '');
      const mapped = `${code}\n//# sourceMappingURL=${out.slice(out.lastIndexOf('/') + 1)}.map\n`;
      writeWhole(out, mapped, source.mtime);
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
