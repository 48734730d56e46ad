import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { type Problem, readAvscFiles } from './avsc-file.js';
import { problemsOf } from './check.js';
import { consoleTypes } from './console-types.js';
import { type Decision, readDecisions } from './legal.js';
import { append, type Lock, LOCK_PATH, parseLock, readLock, rewritten } from './lock.js';
import { outputs, stale, write } from './outputs.js';
import { topicNames } from './topics.js';

const USAGE = `npm run contracts             checks schemas/ and writes what is generated from it, and the console's types of the services
npm run contracts -- --check  only checks, and fails where a generated file differs
npm run contracts -- --base <ref>  also compares the lock file with that of a commit, such as origin/main
Exit code 0: all is well; 1: something is wrong; 2: wrong arguments.`;

const root = process.cwd();

function decisions(): Decision[] {
  const path = join(root, 'schemas/decisions.md');
  return existsSync(path) ? readDecisions(readFileSync(path, 'utf8')) : [];
}

function topics(): ReadonlySet<string> | undefined {
  const path = join(root, 'deploy/topics.yaml');
  return existsSync(path) ? topicNames(parseYaml(readFileSync(path, 'utf8'))) : undefined;
}

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The lock of a commit, empty where the commit is older than the lock; undefined where there is no such commit. */
function lockAt(ref: string): Lock | undefined {
  try {
    const commit = git('rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`).trim();
    if (git('ls-tree', '--name-only', commit, LOCK_PATH) === '') return { schemas: [] };
    return parseLock(git('show', `${commit}:${LOCK_PATH}`));
  } catch {
    return undefined;
  }
}

function report(problems: readonly Problem[]): number {
  for (const { where, rule, message } of problems) console.error(`${where}: ${message} [${rule}]`);
  console.error(
    `\n${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was written.`,
  );
  return 1;
}

async function finish(
  check: boolean,
  before: Lock,
  texts: ReadonlyMap<string, string>,
  lock: Lock,
): Promise<number> {
  if (!check) {
    const changed = write(root, texts);
    for (const { id, subject, version } of lock.schemas.slice(before.schemas.length)) {
      console.log(`schema ${id}: ${subject} version ${version}`);
    }
    console.log(changed.length > 0 ? `Written: ${changed.join(', ')}` : 'All is up to date.');
    return 0;
  }
  const differing = stale(root, texts);
  if (differing.length > 0)
    console.error(`Run npm run contracts; these differ:\n  ${differing.join('\n  ')}`);
  else console.log(`${lock.schemas.length} schemas, all generated files are up to date.`);
  return differing.length > 0 ? 1 : 0;
}

async function run(check: boolean, base: string | undefined): Promise<number> {
  const { files, problems: unread } = readAvscFiles(root);
  const before = readLock(join(root, LOCK_PATH));
  if (unread.length > 0) return report(unread);
  const earlier = base === undefined ? { schemas: [] } : lockAt(base);
  if (!earlier) {
    console.error(`There is no commit ${base} with a readable ${LOCK_PATH}.`);
    return 2;
  }
  const listed = topics();
  const lock = append(before, files);
  const problems = [
    ...rewritten(earlier, before),
    ...problemsOf({ files, lock, decisions: decisions(), ...(listed ? { topics: listed } : {}) }),
  ];
  if (problems.length > 0) return report(problems);
  const texts = new Map([...(await outputs(root, files, lock)), ...(await consoleTypes(root))]);
  return finish(check, before, texts, lock);
}

function args(): { check: boolean; base: string | undefined } | undefined {
  try {
    const { values } = parseArgs({
      options: { check: { type: 'boolean' }, base: { type: 'string' }, help: { type: 'boolean' } },
    });
    return values.help ? undefined : { check: values.check ?? false, base: values.base };
  } catch {
    return undefined;
  }
}

const given = args();
if (given) process.exitCode = await run(given.check, given.base);
else {
  console.error(USAGE);
  process.exitCode = process.argv.includes('--help') ? 0 : 2;
}
