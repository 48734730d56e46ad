import { createDto } from '@xianjie/service';
import { z } from 'zod';
import { words } from '../transfers/texts.js';
import { documentKinds, LARGEST_DOCUMENT } from './transfer-document.js';

export const addDocumentSchema = z.strictObject({
  kind: z.enum(documentKinds),
  name: words(200),
  documentNo: words(64).optional(),
  mediaType: z
    .string()
    .regex(/^[a-z0-9!#$&^_.+-]{1,64}\/[a-z0-9!#$&^_.+-]{1,64}$/i)
    .optional(),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: 'SHA-256 of the file, hexadecimal' }),
  bytes: z.number().int().min(1).max(LARGEST_DOCUMENT),
  reference: z
    .string()
    .regex(/^[\w:./-]{1,200}$/)
    .optional()
    .meta({ description: 'Where a file that is kept elsewhere is had' }),
  uploadId: z
    .uuid()
    .toLowerCase()
    .optional()
    .meta({ description: 'The file as it was uploaded here; digest and size must be its own' }),
});
export type GivenDocument = z.output<typeof addDocumentSchema>;
export class AddDocumentDto extends createDto(addDocumentSchema) {}
