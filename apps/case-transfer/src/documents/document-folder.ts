import { constants } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A sealed thing as it lies in the folder. */
export interface LyingFile {
  readonly transferId: string;
  readonly id: string;
  readonly path: string;
  readonly changedAt: Date;
}

/**
 * Where sealed files lie: `uploads/<transfer>/<upload>` while they come, `files/<transfer>/<file>` once they are stored. All names are ids
 * of ours: nothing that a sender says becomes part of a path.
 */
export class DocumentFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = resolve(root);
  }

  /** Throws where the folder cannot be used. */
  async prepare(): Promise<void> {
    for (const kind of ['uploads', 'files'])
      await mkdir(join(this.#root, kind), { recursive: true, mode: 0o700 });
    await access(this.#root, constants.R_OK | constants.W_OK | constants.X_OK);
  }

  async uploadPath(transferId: string, id: string): Promise<string> {
    return this.#path('uploads', transferId, id);
  }

  async filePath(transferId: string, id: string): Promise<string> {
    return this.#path('files', transferId, id);
  }

  /** A name beside a file's place under which it is written before it has it. */
  static beside(path: string): string {
    return `${path}.new`;
  }

  /** Gives a written file its place, so that it is there after a power cut as well. */
  static async settle(path: string): Promise<void> {
    await rename(DocumentFolder.beside(path), path);
    const folder = await open(dirname(path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  /** Removes all of a transfer. */
  async removeTransfer(transferId: string): Promise<void> {
    for (const kind of ['uploads', 'files'] as const)
      await rm(join(this.#root, kind, id(transferId)), { recursive: true, force: true });
  }

  /** Transfers of which something lies there. */
  async transfers(kind: 'uploads' | 'files'): Promise<string[]> {
    return (await readdir(join(this.#root, kind))).filter((name) => UUID.test(name));
  }

  /** What lies there of a transfer; of what is gone in between, nothing. */
  async lying(kind: 'uploads' | 'files', transferId: string): Promise<LyingFile[]> {
    const folder = join(this.#root, kind, id(transferId));
    const names = await readdir(folder).catch(() => []);
    const found = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const changed = await stat(path).catch(() => undefined);
        return changed && { transferId, id: name.split('.', 1)[0] ?? '', path, changedAt: changed.mtime };
      }),
    );
    return found.filter((file) => file !== undefined && UUID.test(file.id)) as LyingFile[];
  }

  async #path(kind: 'uploads' | 'files', transferId: string, name: string): Promise<string> {
    const path = join(this.#root, kind, id(transferId), id(name));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  }
}

function id(text: string): string {
  if (!UUID.test(text)) throw new Error('A path in the documents folder is made of ids only');
  return text;
}
