import { mkdirSync, mkdtempSync } from 'node:fs';
import { readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PartnerKeys } from '@xianjie/envelopes';
import { pack, packageName, type PackageKind, unpack, type Unpacked } from './package-file.js';

/** A directory that a front-end node carries, as the partner's side of it works. */
export class NodeFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'node-'));

  constructor(private readonly keys: PartnerKeys) {
    for (const name of ['in', 'out']) mkdirSync(join(this.root, name));
  }

  /** The share is not mounted, or is again. */
  async mounted(mounted: boolean): Promise<void> {
    const [from, to] = mounted ? ['lost', 'out'] : ['out', 'lost'];
    await rename(join(this.root, from), join(this.root, to));
  }

  names(folder: 'in' | 'out' | 'done' | 'refused'): Promise<string[]> {
    return readdir(join(this.root, folder)).then(
      (names) => names.sort(),
      () => [],
    );
  }

  /** Takes away what lies in `out`. */
  async fetch(): Promise<Unpacked[]> {
    const fetched: Unpacked[] = [];
    for (const name of await this.names('out')) {
      if (!name.endsWith('.xjp')) continue;
      const path = join(this.root, 'out', name);
      fetched.push(await unpack(this.keys, name, await readFile(path), 'xianjie'));
      await unlink(path);
    }
    return fetched;
  }

  packed(packageId: string, kind: PackageKind, content: object): Promise<Buffer> {
    const bytes = Buffer.from(JSON.stringify(content));
    return pack(this.keys, { packageId, kind, recipient: 'xianjie', content: bytes, createdAt: new Date() });
  }

  async bring(packageId: string, kind: PackageKind, content: object): Promise<void> {
    await this.put(packageName(packageId), await this.packed(packageId, kind, content));
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const part = join(this.root, 'in', `.${name.slice(0, 50)}.part`);
    await writeFile(part, bytes);
    await rename(part, join(this.root, 'in', name));
  }

  /** Why a file was refused, by its name in `refused`. */
  async reasonOf(name: string): Promise<string> {
    const text = await readFile(join(this.root, 'refused', `${name}.reason.json`), 'utf8');
    return (JSON.parse(text) as { code: string }).code;
  }
}
