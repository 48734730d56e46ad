import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { asyncApi } from './asyncapi.js';
import type { AvscFile } from './avsc-file.js';
import { subjectOf } from './avsc-file.js';
import { latest, LOCK_PATH, type Lock, type LockEntry, printLock } from './lock.js';
import { eventModule, eventsModule, lockedModule, modulePath, withEvents } from './typescript.js';

const GENERATED = 'libs/contracts/src/generated';
const INDEX = 'libs/contracts/src/index.ts';
const ASYNCAPI = 'docs/asyncapi.yaml';

async function formatted(root: string, path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(join(root, path))), filepath: path });
}

/** What every generated file must hold, by path from the root. */
export async function outputs(
  root: string,
  files: readonly AvscFile[],
  lock: Lock,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>([[LOCK_PATH, printLock(lock)]]);
  for (const file of files) {
    texts.set(
      `${GENERATED}/${modulePath(file)}.ts`,
      eventModule(file, latest(lock, subjectOf(file)) as LockEntry),
    );
  }
  texts.set(`${GENERATED}/events.ts`, eventsModule(files));
  texts.set(`${GENERATED}/locked-schemas.ts`, lockedModule(lock.schemas));
  texts.set(INDEX, await formatted(root, INDEX, withEvents(readFileSync(join(root, INDEX), 'utf8'), files)));
  texts.set(ASYNCAPI, await formatted(root, ASYNCAPI, asyncApi(files, lock)));
  return texts;
}

function generatedNow(root: string): string[] {
  if (!existsSync(join(root, GENERATED))) return [];
  return readdirSync(join(root, GENERATED), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${GENERATED}/${path.replaceAll('\\', '/')}`);
}

/** Files that differ from what they should hold, are missing, or should not be there. */
export function stale(root: string, wanted: ReadonlyMap<string, string>): string[] {
  const differing = [...wanted]
    .filter(
      ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
    )
    .map(([path]) => path);
  return [...differing, ...generatedNow(root).filter((path) => !wanted.has(path))];
}

/** Writes what differs and removes what should not be there. */
export function write(root: string, wanted: ReadonlyMap<string, string>): string[] {
  const changed = stale(root, wanted);
  for (const path of changed) {
    const text = wanted.get(path);
    if (text === undefined) rmSync(join(root, path));
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  return changed;
}
