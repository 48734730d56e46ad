import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@xianjie/identifiers';
import { Clock, LOGGER } from '@xianjie/service';
import { SEGMENT } from '../sealing/segments.js';
import { begun, take, toPolice } from '../transfers/play.suite.js';
import {
  call,
  countOf,
  db,
  documentsFolder,
  done,
  FIVE,
  json,
  page,
  papers,
  police,
  proc,
  refused,
  service,
  shenzhen,
  useService,
  wait,
  type Who,
  wu,
} from '../transfers/transfers-rig.suite.js';
import { DocumentFiles } from './document-files.js';
import { DocumentFolder } from './document-folder.js';
import { DocumentsJob } from './documents.job.js';
import { StrayFilesJob } from './stray-files.job.js';
import { digestOf, encoded, pdf, senderOf } from './tus.suite.js';
import { LIMITS } from './upload.js';
import { UploadsService } from './uploads.service.js';

useService();

const tus = senderOf(wu);

const problem = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  (await json<{ code: string }>(answer)).code,
];

/** Everything that lies in the folder. */
function lying(folder = documentsFolder): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
const lyingOf = (transferId: string) => lying().filter((path) => path.includes(transferId));

const { signal } = new AbortController();

/** Runs the jobs once, as the service does by its clock. */
const jobs = {
  documents: () => {
    const get = service.app.get.bind(service.app);
    return new DocumentsJob(db, get(Clock), get(UploadsService), get(DocumentFiles), get(LOGGER)).run(signal);
  },
  strays: () => new StrayFilesJob(db, service.app.get(DocumentFolder)).run(signal),
};

async function named(id: string, who: Who, uploadId: string, file: Buffer, kind = 'OTHER'): Promise<string> {
  const body = { kind, name: '证据.pdf', sha256: digestOf(file), bytes: file.length, uploadId };
  return (await done<{ id: string }>('POST', `/transfers/${id}/documents`, who, body)).id;
}

const download = (id: string, documentId: string, who: Who, headers: Record<string, string> = {}) =>
  senderOf(who).call('GET', `/transfers/${id}/documents/${documentId}/file`, headers);

describe('an upload', () => {
  it('becomes the file of a paper, and reads as it was sent', async () => {
    const { id } = await begun();
    const file = pdf(3 * SEGMENT + 5);
    const path = await tus.begun(id, file.length, {
      filename: '李四笔录.pdf',
      filetype: 'application/pdf',
      sha256: digestOf(file),
    });
    const first = await tus.patch(path, 0, new Uint8Array(file.subarray(0, 100_000)));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '100000']);
    expect(await tus.offset(path)).toBe(100_000);
    const rest = await tus.patch(path, 100_000, new Uint8Array(file.subarray(100_000)));
    expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(file.length)]);
    const uploadId = path.split('/').at(-1) ?? '';
    expect(await done('GET', path, wu)).toMatchObject({
      id: uploadId,
      name: '李四笔录.pdf',
      arrived: file.length,
      status: 'STORED',
      sha256: digestOf(file),
    });
    const documentId = await named(id, wu, uploadId, file);
    const [shown] = (await page(id, wu)).documents.filter((document) => document.id === documentId);
    expect(shown).toMatchObject({
      stored: true,
      mediaType: 'application/pdf',
      reference: `/transfers/${id}/documents/${documentId}/file`,
    });
    const answer = await download(id, documentId, wu);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(file);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(file.length),
      'content-disposition': "attachment; filename*=UTF-8''%E8%AF%81%E6%8D%AE.pdf",
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      etag: `"${digestOf(file)}"`,
    });
    expect(await countOf('audit_entry', `act = 'document.download' AND subject_id = '${documentId}'`)).toBe(
      1,
    );
  });

  it('lies on the disk sealed, while it comes and afterwards', async () => {
    const { id } = await begun();
    const file = pdf(2 * SEGMENT, '嫌疑人张三');
    const path = await tus.begun(id, file.length);
    await tus.patch(path, 0, new Uint8Array(file.subarray(0, SEGMENT + 1000)));
    const planted = Buffer.from('张三');
    const isSealed = () => lyingOf(id).every((each) => !readFileSync(each).includes(planted));
    expect([lyingOf(id).length, isSealed()]).toEqual([2, true]);
    await tus.patch(path, SEGMENT + 1000, new Uint8Array(file.subarray(SEGMENT + 1000)));
    expect([lyingOf(id).length, isSealed()]).toEqual([1, true]);
    expect(statSync(lyingOf(id)[0] ?? '').mode & 0o077).toBe(0);
  });

  it('may come with its first request', async () => {
    const { id } = await begun();
    const file = pdf(500);
    const answer = await tus.call(
      'POST',
      `/transfers/${id}/uploads`,
      {
        'upload-length': '500',
        'upload-metadata': encoded({ filename: 'a.pdf', filetype: 'application/pdf' }),
        'content-type': 'application/offset+octet-stream',
      },
      new Uint8Array(file),
    );
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([201, '500']);
    expect(await done('GET', `/transfers/${id}/${answer.headers.get('location')}`, wu)).toMatchObject({
      status: 'STORED',
    });
  });

  it('whose connection breaks is gone on with', async () => {
    const { id } = await begun();
    const file = pdf(SEGMENT * 2);
    const path = await tus.begun(id, file.length);
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(file.subarray(0, 90_000)));
      },
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        controller.error(new Error('gone'));
      },
    });
    await expect(tus.patch(path, 0, broken)).rejects.toThrow();
    const offset = await tus.offset(path);
    expect(offset).toBe(90_000);
    expect((await tus.patch(path, offset, new Uint8Array(file.subarray(offset)))).status).toBe(204);
    expect(await done('GET', path, wu)).toMatchObject({ status: 'STORED', sha256: digestOf(file) });
  });

  it('that hangs is taken over by who comes later', async () => {
    const { id } = await begun();
    const file = pdf(10_000);
    const path = await tus.begun(id, file.length);
    let let_go = () => {};
    const hanging = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array(file.subarray(0, 4000)));
        let_go = () => controller.close();
      },
    });
    const first = tus.patch(path, 0, hanging).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const offset = await tus.offset(path);
    expect(offset).toBe(4000);
    let_go();
    await first;
    expect((await tus.patch(path, offset, new Uint8Array(file.subarray(offset)))).status).toBe(204);
  });

  it('is refused where what came is not what was announced, and leaves nothing', async () => {
    const { id } = await begun();
    const file = pdf(1000);
    const path = await tus.begun(id, 1000, {
      filename: 'a.pdf',
      filetype: 'application/pdf',
      sha256: 'a'.repeat(64),
    });
    expect(await problem(await tus.patch(path, 0, new Uint8Array(file)))).toEqual([400, 'upload.digest']);
    expect(lyingOf(id)).toEqual([]);
    expect(await done('GET', path, wu)).toMatchObject({ status: 'REFUSED', refusal: 'upload.digest' });
    expect((await tus.call('HEAD', path)).status).toBe(404);
    const body = {
      kind: 'OTHER',
      name: 'a',
      sha256: digestOf(file),
      bytes: 1000,
      uploadId: path.split('/').at(-1),
    };
    expect(await refused('POST', `/transfers/${id}/documents`, wu, body)).toEqual([400, 'upload.digest']);
    const page = Buffer.from('<html><script>alert(1)</script>');
    const html = await tus.begun(id, page.length);
    expect(await problem(await tus.patch(html, 0, new Uint8Array(page)))).toEqual([
      400,
      'upload.not-its-type',
    ]);
  });

  it('is replaced by nothing: bytes go where the last ones ended, and a stored file takes no more', async () => {
    const { id } = await begun();
    const file = pdf(2000);
    const path = await tus.begun(id, 2000);
    await tus.patch(path, 0, new Uint8Array(file.subarray(0, 500)));
    for (const offset of [0, 499, 501])
      expect((await tus.patch(path, offset, new Uint8Array(10))).status).toBe(409);
    expect((await tus.patch(path, 500, new Uint8Array(1501))).status).toBe(413);
    expect((await tus.patch(path, 500, new Uint8Array(file.subarray(500)))).status).toBe(204);
    expect((await tus.patch(path, 2000, new Uint8Array(0))).status).toBe(409);
    expect(await problem(await tus.call('DELETE', path))).toEqual([409, 'upload.stored']);
  });

  it('of the same content is stored once in a transfer, and by itself in another', async () => {
    const [one, two] = [await begun(), await begun()];
    const file = pdf(5000);
    const uploads = [
      await tus.send(one.id, file),
      await tus.send(one.id, file),
      await tus.send(two.id, file),
    ];
    expect(lyingOf(one.id)).toHaveLength(1);
    expect(lyingOf(two.id)).toHaveLength(1);
    for (const [index, { id }] of [one, one, two].entries()) {
      const documentId = await named(id, wu, uploads[index] ?? '', file);
      expect(Buffer.from(await (await download(id, documentId, wu)).arrayBuffer())).toEqual(file);
    }
  });

  it('is refused without room, size, type or name', async () => {
    const { id } = await begun();
    expect((await tus.begin(id, 1_073_741_825)).status).toBe(413);
    expect(await problem(await tus.begin(id, 0))).toEqual([400, 'upload.empty']);
    expect((await tus.call('POST', `/transfers/${id}/uploads`, { 'upload-defer-length': '1' })).status).toBe(
      400,
    );
    for (const metadata of [
      { filename: '../../../etc/passwd', filetype: 'application/pdf' },
      { filename: 'a.svg', filetype: 'image/svg+xml' },
      { filename: 'a.pdf', filetype: 'application/pdf', owner: 'ip-shenzhen' },
    ])
      expect((await tus.begin(id, 10, metadata as Record<string, string>)).status).toBe(400);
    const forged = { 'upload-length': '10', 'upload-metadata': 'filename !!!' };
    expect((await tus.call('POST', `/transfers/${id}/uploads`, forged)).status).toBe(400);
    expect((await call('POST', `/transfers/${id}/uploads`, wu)).status).toBe(412);
    for (let count = 0; count < LIMITS.unfinishedPerTransfer; count += 1) await tus.begun(id, 10);
    expect(await problem(await tus.begin(id, 10))).toEqual([409, 'upload.too-many']);
  });

  it('is nobody else’s, and of no other transfer', async () => {
    const { id } = await begun();
    const other = await begun();
    const path = await tus.begun(id, 100);
    const stranger = senderOf(shenzhen);
    for (const method of ['HEAD', 'GET', 'DELETE'])
      expect((await stranger.call(method, path)).status).toBe(404);
    expect((await stranger.patch(path, 0, new Uint8Array(100))).status).toBe(404);
    expect((await stranger.begin(id, 100)).status).toBe(404);
    const elsewhere = path.replace(id, other.id);
    expect((await tus.call('HEAD', elsewhere)).status).toBe(404);
    expect((await tus.patch(elsewhere, 0, new Uint8Array(100))).status).toBe(404);
    const file = pdf(100);
    await tus.patch(path, 0, new Uint8Array(file));
    const body = {
      kind: 'OTHER',
      name: 'a',
      sha256: digestOf(file),
      bytes: 100,
      uploadId: path.split('/').at(-1),
    };
    expect(await refused('POST', `/transfers/${other.id}/documents`, wu, body)).toEqual([
      404,
      'upload.unknown',
    ]);
    expect(await refused('POST', `/transfers/${id}/documents`, shenzhen, body)).toEqual([
      404,
      'upload.unknown',
    ]);
    expect((await tus.call('HEAD', `/transfers/${id}/uploads/${'..%2f'.repeat(4)}etc%2fpasswd`)).status).toBe(
      400,
    );
  });

  it('can be given up', async () => {
    const { id } = await begun();
    const path = await tus.begun(id, 100);
    await tus.patch(path, 0, new Uint8Array(10));
    expect((await tus.call('DELETE', path)).status).toBe(204);
    expect([lyingOf(id).length, (await tus.call('HEAD', path)).status]).toEqual([0, 404]);
  });
});

describe('a paper', () => {
  it('is of its file only: another digest or size is refused, and so is a file that is not complete', async () => {
    const { id } = await begun();
    const file = pdf(300);
    const path = await tus.begun(id, 300);
    const body = {
      kind: 'OTHER',
      name: 'a',
      sha256: digestOf(file),
      bytes: 300,
      uploadId: path.split('/').at(-1),
    };
    await tus.patch(path, 0, new Uint8Array(file.subarray(0, 299)));
    expect(await refused('POST', `/transfers/${id}/documents`, wu, body)).toEqual([409, 'upload.unfinished']);
    await tus.patch(path, 299, new Uint8Array(file.subarray(299)));
    for (const change of [{ sha256: 'b'.repeat(64) }, { bytes: 299 }])
      expect(await refused('POST', `/transfers/${id}/documents`, wu, { ...body, ...change })).toEqual([
        400,
        'document.other-file',
      ]);
  });

  it('shows its file to those who see it with its step, and to nobody else', async () => {
    const transfer = await begun();
    const { id } = transfer;
    await toPolice(transfer);
    await take(id, police, { step: 'RECEIPT_SIGNED' });
    const file = pdf(4000);
    const theirs = senderOf(police);
    const documentId = await named(id, police, await theirs.send(id, file), file, 'NOTICE');
    for (const who of [wu, proc]) expect((await download(id, documentId, who)).status).toBe(404);
    await take(id, police, {
      step: 'NOT_FILED',
      documentNo: '1号',
      reasons: '不予立案',
      documents: [documentId],
    });
    for (const who of [police, wu, proc]) expect((await download(id, documentId, who)).status).toBe(200);
    expect(await problem(await download(id, documentId, shenzhen))).toEqual([404, 'transfer.unknown']);
    expect(await problem(await download(id, newId(), wu))).toEqual([404, 'document.unknown']);
    const [elsewhere = ''] = await papers(id, wu, FIVE.slice(0, 1));
    expect(await problem(await download(id, elsewhere, wu))).toEqual([404, 'document.no-file']);
  });

  it('is downloaded in parts', async () => {
    const { id } = await begun();
    const file = pdf(2 * SEGMENT + 9);
    file.writeUInt32BE(0xdeadbeef, SEGMENT - 2);
    const documentId = await named(id, wu, await tus.send(id, file), file);
    const range = async (header: string, more: Record<string, string> = {}) => {
      const answer = await download(id, documentId, wu, { range: header, ...more });
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const part = await range(`bytes=${SEGMENT - 2}-${SEGMENT + 1}`);
    expect([
      part.answer.status,
      part.answer.headers.get('content-range'),
      part.bytes.toString('hex'),
    ]).toEqual([206, `bytes ${SEGMENT - 2}-${SEGMENT + 1}/${file.length}`, 'deadbeef']);
    expect((await range(`bytes=${file.length}-`)).answer.status).toBe(416);
    expect((await range('bytes=5-', { 'if-range': `"${digestOf(file)}"` })).bytes).toEqual(file.subarray(5));
    expect((await range('bytes=5-', { 'if-range': '"another"' })).bytes).toEqual(file);
    const head = await senderOf(wu).call('HEAD', `/transfers/${id}/documents/${documentId}/file`);
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      String(file.length),
      'bytes',
    ]);
  });
});

describe('what is kept', () => {
  it('of an upload whose process died after the last byte, is finished by the job or by the paper', async () => {
    const { id } = await begun();
    const file = pdf(700);
    const uploads = [await tus.send(id, file), await tus.send(id, pdf(701))];
    // As a killed process leaves it: all bytes there, nothing checked.
    for (const upload of uploads) {
      await db.manager.query(
        `UPDATE upload SET status = 'UPLOADING', file_id = NULL, sha256 = NULL WHERE id = $1`,
        [upload],
      );
    }
    const files = service.app.get(DocumentFiles);
    for (const [index, plain] of [file, pdf(701)].entries()) {
      const upload = { id: uploads[index] ?? '', transferId: id };
      await files.begin(upload);
      const partial = await files.open(upload);
      await partial.add(plain);
      await partial.close();
    }
    await named(id, wu, uploads[0] ?? '', file);
    wait(1);
    await jobs.documents();
    expect(await done('GET', `/transfers/${id}/uploads/${uploads[1]}`, wu)).toMatchObject({
      status: 'STORED',
    });
  });

  it('ends after 72 hours: unfinished uploads and files that no paper names, and nothing else', async () => {
    const { id } = await begun();
    const named_ = pdf(900);
    const documentId = await named(id, wu, await tus.send(id, named_), named_);
    await tus.send(id, pdf(901));
    const path = await tus.begun(id, 100);
    await tus.patch(path, 0, new Uint8Array(50));
    wait(71);
    await jobs.documents();
    expect(lyingOf(id)).toHaveLength(4);
    wait(2);
    expect((await tus.patch(path, 50, new Uint8Array(1))).status).toBe(410);
    await jobs.documents();
    expect(lyingOf(id)).toHaveLength(1);
    expect((await tus.call('HEAD', path)).status).toBe(404);
    expect(Buffer.from(await (await download(id, documentId, wu)).arrayBuffer())).toEqual(named_);
  });

  it('without a row is what a killed process left, and is swept up once it is old', async () => {
    const { id } = await begun();
    const file = pdf(1000);
    await named(id, wu, await tus.send(id, file), file);
    const [kept = ''] = lyingOf(id);
    const [stray, fresh, other] = [newId(), `${newId()}.new`, 'notes.txt'].map((name) =>
      join(kept, '..', name),
    );
    for (const path of [stray, fresh, other] as string[]) writeFileSync(path, 'x');
    for (const path of [kept, stray, other] as string[]) utimesSync(path, 1, 1);
    await jobs.strays();
    expect(lyingOf(id).sort()).toEqual([kept, fresh, other].sort());
  });
});
