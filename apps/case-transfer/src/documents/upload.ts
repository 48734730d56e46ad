import { DomainError, type FieldIssue } from '@xianjie/errors';
import { check } from '@xianjie/service';
import { z } from 'zod';
import { words } from '../transfers/texts.js';
import { isMediaType } from './media-types.js';

/** A file on its way here. */
export interface Upload {
  readonly id: string;
  readonly transferId: string;
  /** Id of the organ that sends it. */
  readonly owner: string;
  readonly addedBy: { readonly id: string | null; readonly name: string | null };
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** As its sender said beforehand. */
  readonly expectedSha256: string | null;
  /** STORED: all bytes are there and their digest was checked; only then it counts. */
  readonly status: 'UPLOADING' | 'STORED' | 'REFUSED';
  /** Code of what was wrong with it. */
  readonly refusal: string | null;
  readonly fileId: string | null;
  /** As it was computed here. */
  readonly sha256: string | null;
  readonly createdAt: Date;
  /** When the last bytes came. */
  readonly touchedAt: Date;
}

/** How long an upload that does not go on is kept, and a stored file that no document names. */
export const KEPT_MS = 72 * 3_600_000;

/** How much one organ may have under way. */
export const LIMITS = { unfinishedPerTransfer: 20, begunAnHour: 1000, filesPerTransfer: 2000 } as const;

/** A file's name is shown and saved elsewhere: it names no folder, and hides nothing. */
const fileName = words(200).refine((name) => !/[/\\:*?"<>|]|^\.|\p{Cf}/u.test(name), {
  error: 'A file name holds no path and no control characters',
  params: { rule: 'upload.name', zh: '文件名不得含路径或控制字符' },
});

/** What the sender says of a file with its first request (`Upload-Metadata`). */
const metadataSchema = z.strictObject({
  filename: fileName,
  filetype: z
    .string()
    .toLowerCase()
    .refine(isMediaType, {
      error: 'Files of this type are not taken',
      params: { rule: 'upload.media-type', zh: '不接受该类型的文件' },
    }),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** Throws DomainError `invalid` as `check` does. */
export function readMetadata(
  metadata: Readonly<Record<string, string | null>> = {},
): Pick<Upload, 'name' | 'mediaType' | 'expectedSha256'> {
  const { filename, filetype, sha256 = null } = check(metadataSchema, metadata);
  return { name: filename, mediaType: filetype, expectedSha256: sha256 };
}

/** Throws DomainError `conflict`: `upload.too-many`, `upload.too-often`, `upload.transfer-full`. */
export function requireRoom(under: {
  readonly unfinished: number;
  readonly begunAnHour: number;
  readonly files: number;
}): void {
  if (under.unfinished >= LIMITS.unfinishedPerTransfer)
    refuse(
      'upload.too-many',
      'Too many uploads of this transfer are unfinished',
      '该案件未完成的上传过多，请先完成或取消',
    );
  if (under.begunAnHour >= LIMITS.begunAnHour)
    refuse('upload.too-often', 'Too many uploads were begun within an hour', '一小时内发起的上传过多');
  if (under.files >= LIMITS.filesPerTransfer)
    refuse('upload.transfer-full', 'The transfer has as many files as it may', '该案件的文件数量已达上限');
}

function refuse(code: string, message: string, zh: string): never {
  throw new DomainError('conflict', code, message, { zh });
}

/** What a finished upload is. */
export interface Arrived {
  readonly sha256: string;
  /** Its first bytes fit the type that its sender named. */
  readonly fits: boolean;
}

/** Why a finished upload does not count; undefined where it does. */
export function refusalOf({ expectedSha256 }: Upload, { sha256, fits }: Arrived): FieldIssue | undefined {
  if (expectedSha256 !== null && expectedSha256 !== sha256) {
    return {
      field: 'sha256',
      rule: 'upload.digest',
      message: 'The file that arrived is not the one whose digest was announced',
      messageZh: '收到的文件与事先声明的摘要不一致',
    };
  }
  if (fits) return undefined;
  return {
    field: 'filetype',
    rule: 'upload.not-its-type',
    message: 'The file is not of the type that was named',
    messageZh: '文件内容与声明的类型不符',
  };
}

export function unknownUpload(id: string): DomainError {
  return new DomainError('not-found', 'upload.unknown', `There is no upload ${id}`, { zh: `没有上传 ${id}` });
}
