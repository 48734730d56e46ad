import type { z } from 'zod';
import type { documentView } from '../transfers/transfers.views.js';
import type { TransferDocument } from './transfer-document.js';

export function documentViewOf(document: TransferDocument): z.output<typeof documentView> {
  const { id, owner, kind, name, documentNo, mediaType, sha256, bytes, reference, fileId, addedAt } =
    document;
  return {
    id,
    owner,
    kind,
    name,
    documentNo,
    mediaType,
    sha256,
    bytes,
    reference,
    stored: fileId !== null,
    addedAt: addedAt.toISOString(),
  };
}
