import { send } from '../../api/http.js';

/** Where the file of a paper is had, through the console's own origin. */
export const fileAddress = (transferId: string, documentId: string): string =>
  `/api/case-transfer/transfers/${transferId}/documents/${documentId}/file`;

/** Types that browsers show by their own viewer, without running anything in them. */
const shown = new Set(['application/pdf', 'image/jpeg', 'image/png', 'text/plain']);
/** A larger file is fetched to the disk, not into the page. */
const LARGEST_SHOWN = 64 * 1024 ** 2;

export interface Filed {
  readonly mediaType: string | null;
  readonly bytes: number;
  readonly stored: boolean;
}

export function isShown({ mediaType, bytes, stored }: Filed): boolean {
  return stored && bytes <= LARGEST_SHOWN && shown.has((mediaType ?? '').split(';')[0] ?? '');
}

/** The file as the browser's viewer takes it: the download itself says that it is never to be shown in place. */
export async function readFile(
  transferId: string,
  documentId: string,
  mediaType: string,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await send(new Request(fileAddress(transferId, documentId), { signal }));
  return new Blob([await response.arrayBuffer()], { type: mediaType });
}
