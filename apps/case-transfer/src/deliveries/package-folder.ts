import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, opendir, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@xianjie/errors';
import { LARGEST_PACKAGE } from './package-file.js';

/** Names that may be opened: no path, no hidden file, nothing that a shell or a log would read otherwise. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const AT_ONCE = 1000;
/** A partner's unfinished file of which nothing came is shown after that. */
const FORGOTTEN_MS = 86_400_000;
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface FoundFile {
  readonly bytes: Buffer;
  readonly modifiedAt: Date;
}

/**
 * The directory that a front-end node 前置机 carries to and fro: we write into `out` and take from `in`; what was taken goes to `done`,
 * what was not to `refused`, with the reason. `out` and `in` must be there: a share that is not mounted is no place to send to.
 */
export class PackageFolder {
  constructor(private readonly root: string) {}

  /** Writes a file whole or not at all, and replaces one of that name. Throws DomainError `unavailable` (`police.directory`). */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    const folder = join(this.root, 'out');
    const part = join(folder, `.${name}.${randomUUID()}.part`);
    try {
      await writeThrough(part, bytes);
      await rename(part, join(folder, name));
      await syncFolder(folder);
    } catch (error) {
      await unlink(part).catch(() => undefined);
      throw unreachable(error);
    }
  }

  /** Names in `in`, a thousand at once. Throws DomainError `unavailable` (`police.directory`). */
  async names(): Promise<string[]> {
    const names: string[] = [];
    try {
      for await (const { name } of await opendir(join(this.root, 'in'))) {
        names.push(name);
        if (names.length >= AT_ONCE) break;
      }
    } catch (error) {
      throw unreachable(error);
    }
    return names.sort();
  }

  /**
   * A file of `in`; undefined where it is gone, or still being written under its temporary name. Throws DomainError `invalid`:
   * `package.name`, `package.not-a-file`, `package.too-large`, `package.half-written`; `unavailable` (`police.directory`).
   */
  async read(name: string, now: Date): Promise<FoundFile | undefined> {
    try {
      const path = join(this.root, 'in', name);
      const { mtime, size } = await regularFile(path);
      if (isTemporary(name)) return forgotten(mtime, now);
      if (!NAME.test(name)) throw refused('name', 'The name is none of a package', '文件名不符合约定');
      return size > LARGEST_PACKAGE ? tooLarge() : { bytes: await readLimited(path), modifiedAt: mtime };
    } catch (error) {
      if (error instanceof DomainError) throw error;
      if (isGone(error)) return undefined;
      throw unreachable(error);
    }
  }

  /** Throws DomainError `unavailable` (`police.directory`). */
  done(name: string): Promise<void> {
    return this.move(name, 'done').then(() => undefined);
  }

  /** Puts a file aside, with a file beside it that says why. Throws DomainError `unavailable` (`police.directory`). */
  async refuse(name: string, reason: Readonly<Record<string, unknown>>): Promise<void> {
    const place = await this.move(name, 'refused');
    if (place !== undefined) await writeFile(`${place}.reason.json`, `${JSON.stringify(reason, null, 2)}\n`);
  }

  /** A link is moved, not what it names; nothing that was moved before is written over. */
  private async move(name: string, folder: 'done' | 'refused'): Promise<string | undefined> {
    try {
      await mkdir(join(this.root, folder), { recursive: true });
      const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 100);
      const usual = join(this.root, folder, plain);
      const place = (await exists(usual)) ? `${usual}.${randomUUID().slice(0, 8)}` : usual;
      await rename(join(this.root, 'in', name), place);
      return place;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw unreachable(error);
    }
  }
}

const isTemporary = (name: string): boolean => name.startsWith('.') || /\.(part|tmp)$/.test(name);

function forgotten(modifiedAt: Date, now: Date): undefined {
  if (now.getTime() - modifiedAt.getTime() < FORGOTTEN_MS) return undefined;
  throw refused('half-written', 'It was begun a day ago and never finished', '文件写入一日后仍未完成');
}

async function regularFile(path: string): Promise<{ mtime: Date; size: number }> {
  const found = await lstat(path);
  if (!found.isFile()) throw refused('not-a-file', 'It is no ordinary file', '不是普通文件');
  return found;
}

/** Reads no more than a package may have, whatever the file becomes meanwhile. */
async function readLimited(path: string): Promise<Buffer> {
  const file = await open(path, READ_ONLY);
  try {
    if (!(await file.stat()).isFile()) throw refused('not-a-file', 'It is no ordinary file', '不是普通文件');
    const buffer = Buffer.alloc(LARGEST_PACKAGE + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      length += bytesRead;
      if (length > LARGEST_PACKAGE) return tooLarge();
      if (bytesRead === 0) return buffer.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

function tooLarge(): never {
  throw refused('too-large', 'It is larger than a package may be', '文件超过数据包大小上限');
}

function refused(rule: string, message: string, zh: string): DomainError {
  return new DomainError('invalid', `package.${rule}`, message, { zh });
}

function unreachable(cause: unknown): DomainError {
  const message = 'The directory of the front-end node cannot be used';
  return new DomainError('unavailable', 'police.directory', message, { zh: '前置机目录无法使用', cause });
}
