import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Instance } from '../transfers/instance.suite.js';
import { begun } from '../transfers/play.suite.js';
import { done, useService, wu } from '../transfers/transfers-rig.suite.js';
import { digestOf, pdf, senderOf, type TusSender } from './tus.suite.js';

const KEYS = `test:${Buffer.alloc(32, 5).toString('base64')}`;
useService(() => ({ PERSONAL_KEYS: KEYS }));

const instances = [new Instance(), new Instance()] as const;
describe('several instances that share database and folder', () => {
  beforeAll(() => Promise.all(instances.map((instance) => instance.start())), 90_000);
  afterAll(() => Promise.all(instances.map((instance) => instance.end('SIGKILL'))));

  it('lose nothing acknowledged when one is killed in the middle of an upload, and go on elsewhere', async () => {
    const { id } = await begun();
    const file = pdf(40 * 1024 * 1024);
    for (let at = 0; at < file.length; at += 4096) file.writeUInt32BE(at, Math.min(at + 16, file.length - 4));
    const [one, two] = instances.map((instance) => senderOf(wu, () => instance.url)) as [
      TusSender,
      TusSender,
    ];
    const path = await one.begun(id, file.length, {
      filename: 'a.pdf',
      filetype: 'application/pdf',
      sha256: digestOf(file),
    });
    expect((await one.patch(path, 0, new Uint8Array(file.subarray(0, 1_000_003)))).status).toBe(204);
    const dying = one
      .patch(path, 1_000_003, slowly(file.subarray(1_000_003)))
      .catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await instances[0].end('SIGKILL');
    expect(await dying).toHaveProperty('message', 'fetch failed');
    const offset = await two.offset(path);
    expect(offset).toBeGreaterThanOrEqual(1_000_003);
    expect(offset).toBeLessThan(file.length);
    expect((await two.patch(path, offset, new Uint8Array(file.subarray(offset)))).status).toBe(204);
    const uploadId = path.split('/').at(-1);
    const body = { kind: 'OTHER', name: 'a', sha256: digestOf(file), bytes: file.length, uploadId };
    const { id: documentId } = await done<{ id: string }>('POST', `/transfers/${id}/documents`, wu, body);
    const answer = await senderOf(wu).call('GET', `/transfers/${id}/documents/${documentId}/file`);
    expect(digestOf(new Uint8Array(await answer.arrayBuffer()))).toBe(digestOf(file));
  }, 90_000);
});

/** Bytes at a pace at which a process can be killed between them. */
function slowly(bytes: Buffer): ReadableStream {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + 500_000)));
      at += 500_000;
      await new Promise((resolve) => setTimeout(resolve, 40));
    },
  });
}
