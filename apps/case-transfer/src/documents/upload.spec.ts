import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@xianjie/errors';
import { rangeOf } from './byte-range.js';
import { DocumentFolder } from './document-folder.js';
import { fitsType, isMediaType, mediaTypes } from './media-types.js';
import { LIMITS, readMetadata, refusalOf, requireRoom, type Upload } from './upload.js';

function refusal(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.issues[0]?.rule ?? error.code;
  }
}

const sha256 = 'a'.repeat(64);
const metadata = (change: Record<string, string | null> = {}) => ({
  filename: '移送书.pdf',
  filetype: 'application/pdf',
  ...change,
});

describe('what a sender says of a file', () => {
  it('is name and type, and the digest where it is known', () => {
    expect(readMetadata(metadata())).toEqual({
      name: '移送书.pdf',
      mediaType: 'application/pdf',
      expectedSha256: null,
    });
    expect(readMetadata(metadata({ sha256: sha256.toUpperCase() })).expectedSha256).toBe(sha256);
  });

  it.each([
    '../../etc/passwd',
    'a/b.pdf',
    'C:\\x.pdf',
    '.bashrc',
    'x\u202Efdp.exe',
    'a\u0000b',
    '',
    '<b>.pdf',
    '11010519491231002X.pdf',
  ])('names no folder and hides nothing: %j is refused', (filename) => {
    expect(refusal(() => readMetadata(metadata({ filename })))).toBeDefined();
  });

  it.each([
    'text/html',
    'image/svg+xml',
    'application/javascript',
    'application/xhtml+xml',
    'constructor',
    '',
  ])('is no type that a browser runs: %j is refused', (filetype) => {
    expect(refusal(() => readMetadata(metadata({ filetype })))).toBe('upload.media-type');
  });

  it('holds nothing else, and nothing empty', () => {
    for (const forged of [{ owner: 'ip-shenzhen' }, { fileId: 'x' }, { filename: null }, { sha256: 'abc' }])
      expect(refusal(() => readMetadata(metadata(forged as Record<string, string | null>)))).toBeDefined();
    expect(refusal(() => readMetadata(undefined))).toBeDefined();
  });
});

describe('how much may be under way', () => {
  const room = (change: object) => () => requireRoom({ unfinished: 0, begunAnHour: 0, files: 0, ...change });

  it.each([
    [{ unfinished: LIMITS.unfinishedPerTransfer }, 'upload.too-many'],
    [{ begunAnHour: LIMITS.begunAnHour }, 'upload.too-often'],
    [{ files: LIMITS.filesPerTransfer }, 'upload.transfer-full'],
    [
      {
        unfinished: LIMITS.unfinishedPerTransfer - 1,
        begunAnHour: LIMITS.begunAnHour - 1,
        files: LIMITS.filesPerTransfer - 1,
      },
      undefined,
    ],
  ])('%j: %s', (under, code) => {
    expect(refusal(room(under))).toBe(code);
  });
});

describe('a file that has come', () => {
  const upload = (expectedSha256: string | null) => ({ expectedSha256 }) as Upload;

  it('counts where it is the announced one, of its type', () => {
    expect(refusalOf(upload(sha256), { sha256, fits: true })).toBeUndefined();
    expect(refusalOf(upload(null), { sha256, fits: true })).toBeUndefined();
    expect(refusalOf(upload('b'.repeat(64)), { sha256, fits: true })?.rule).toBe('upload.digest');
    expect(refusalOf(upload(null), { sha256, fits: false })?.rule).toBe('upload.not-its-type');
  });

  it.each([
    ['application/pdf', '%PDF-1.7', true],
    ['application/pdf', '<html><script>', false],
    ['application/ofd', 'PK\u0003\u0004', true],
    ['text/plain', '<html>', true],
    ['video/unknown', 'x', true],
  ])('as %s beginning with %j: %s', (type, first, fits) => {
    expect(fitsType(type, Buffer.from(first, 'latin1'))).toBe(fits);
  });

  it('has a type of a closed list', () => {
    expect(mediaTypes).toContain('application/pdf');
    expect([isMediaType('image/png'), isMediaType('toString')]).toEqual([true, false]);
  });
});

describe('rangeOf', () => {
  it.each([
    [undefined, undefined],
    ['bytes=0-0', { from: 0, to: 0 }],
    ['bytes=10-', { from: 10, to: 99 }],
    ['bytes=10-500', { from: 10, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-500', { from: 0, to: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-5', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-', undefined],
    ['lines=0-1', undefined],
    ['bytes=0-999999999999999999999', undefined],
  ])('%j of 100 bytes is %j', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range);
  });
});

describe('DocumentFolder', () => {
  it.each([
    '../x',
    'a/b',
    '',
    '00000000-0000-4000-8000-00000000000g',
    '00000000-0000-4000-8000-000000000000/..',
  ])('makes no path of %j', async (id) => {
    const folder = new DocumentFolder('/tmp/xianjie-nowhere');
    const good = '00000000-0000-4000-8000-000000000000';
    await expect(folder.uploadPath(good, id)).rejects.toThrow('ids only');
    await expect(folder.filePath(id, good)).rejects.toThrow('ids only');
  });
});
