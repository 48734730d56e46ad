import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Instance } from '../transfers/instance.suite.js';
import { begun } from '../transfers/play.suite.js';
import { useService, wu } from '../transfers/transfers-rig.suite.js';
import { senderOf } from './tus.suite.js';
import { LARGEST_DOCUMENT } from './transfer-document.js';

const CHUNK = 8 * 1024 * 1024;
const MOST_RESIDENT = 420 * 1024 * 1024;

/** Bytes of a file that is nowhere kept whole; the same each time. */
const block = randomBytes(CHUNK);

/** Too long for every run: `LARGE=1` asks for it. */
const describeLarge = process.env['LARGE'] === '1' ? describe : describe.skip;

describeLarge('a file of 1 GB', () => {
  useService();
  const instance = new Instance();
  beforeAll(() => instance.start(), 120_000);
  afterAll(() => instance.end('SIGKILL'));

  it('goes in and out in flat memory', async () => {
    const { id } = await begun();
    const sender = senderOf(wu, () => instance.url);
    const metadata = { filename: 'a.bin', filetype: 'application/octet-stream' };
    const path = await sender.begun(id, LARGEST_DOCUMENT, metadata);
    const hash = createHash('sha256');
    const began = Date.now();
    for (let offset = 0; offset < LARGEST_DOCUMENT; offset += CHUNK) {
      hash.update(block);
      expect((await sender.patch(path, offset, new Uint8Array(block))).status).toBe(204);
    }
    const arrived = Date.now();
    const sha256 = hash.digest('hex');
    const body = JSON.stringify({
      kind: 'OTHER',
      name: 'a.bin',
      sha256,
      bytes: LARGEST_DOCUMENT,
      uploadId: path.split('/').at(-1),
    });
    const added = await sender.call(
      'POST',
      `/transfers/${id}/documents`,
      { 'content-type': 'application/json' },
      new Uint8Array(Buffer.from(body)),
    );
    const { id: documentId } = (await added.json()) as { id: string };
    const answer = await sender.call('GET', `/transfers/${id}/documents/${documentId}/file`);
    const read = createHash('sha256');
    for await (const bytes of answer.body ?? []) read.update(bytes as Uint8Array);
    expect(read.digest('hex')).toBe(sha256);
    console.log(
      `in ${arrived - began} ms, out ${Date.now() - arrived} ms, ${Math.round(peakOf(instance.pid) / 1024 / 1024)} MB`,
    );
    expect(peakOf(instance.pid)).toBeLessThan(MOST_RESIDENT);
  }, 300_000);
});

/** The most memory that a process ever had, on Linux. */
function peakOf(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
