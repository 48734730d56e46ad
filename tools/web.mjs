// Builds the console (apps/console) with Vite, where its output is missing or made from other sources; compresses what a browser
// fetches, so that no request waits for it. The output appears in one step: a server that runs keeps answering from whole files.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const app = join(root, 'apps', 'console');
const output = join(app, 'dist-web');
const STAMP = '.built-from';
const COMPRESSED = new Set(['.js', '.css', '.html', '.svg', '.json', '.map']);
const LEAST_BYTES = 1024;

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** What the pages are made of: the app, the libraries it takes from here, and the versions of all others. */
function sources() {
  const { dependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  const libraries = Object.keys(dependencies)
    .filter((name) => name.startsWith('@xianjie/'))
    .map((name) => join(root, 'libs', name.replace('@xianjie/', ''), 'src'));
  const single = ['index.html', 'package.json', 'vite.config.ts'].map((name) => join(app, name));
  const folders = [join(app, 'src'), join(app, 'public'), ...libraries].flatMap(filesBelow);
  const versions = [join(root, 'package-lock.json'), fileURLToPath(import.meta.url)];
  return [...single, ...folders.filter((file) => !/\.spec\.tsx?$/.test(file)), ...versions];
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function builtFrom() {
  const stamp = join(output, STAMP);
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

function compress(folder) {
  for (const file of filesBelow(folder).filter((name) => COMPRESSED.has(extname(name)))) {
    const bytes = readFileSync(file);
    if (bytes.length < LEAST_BYTES) continue;
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  }
}

/** Takes the place of the old output; of two that build at once the later one wins. */
function publish(folder) {
  const old = `${folder}.old`;
  if (existsSync(output)) renameSync(output, old);
  renameSync(folder, output);
  rmSync(old, { recursive: true, force: true });
}

/** @returns {Promise<boolean>} whether there was anything to do */
export async function buildConsole() {
  const digest = digestOf(sources());
  if (builtFrom() === digest) return false;
  const folder = `${output}.${process.pid}`;
  const vite = createRequire(join(app, 'package.json')).resolve('vite');
  const { build } = await import(pathToFileURL(vite).href);
  try {
    await build({
      configFile: join(app, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    });
    compress(folder);
    writeFileSync(join(folder, STAMP), digest);
    publish(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log((await buildConsole()) ? 'built the console' : 'the console is built');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
