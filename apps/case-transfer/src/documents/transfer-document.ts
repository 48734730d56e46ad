import { DELIVERY_DOCUMENTS } from '@xianjie/statutes';

/** What a paper of a transfer is: one of the five of a delivery, or one of the others that pass between organs. */
export const documentKinds = [
  ...(Object.keys(DELIVERY_DOCUMENTS) as (keyof typeof DELIVERY_DOCUMENTS)[]),
  'TRANSFER_REPORT',
  'RECEIPT',
  'NOTICE',
  'DECISION',
  'HANDOVER_RECORD',
  'OPINION',
  'JUDGMENT',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** At most what a file may have: 1 GB. */
export const LARGEST_DOCUMENT = 1_073_741_824;

/** A paper by its name, digest and size; never changed. Its file was uploaded here, or lies with its owner. */
export interface TransferDocument {
  readonly id: string;
  readonly transferId: string;
  /** Id of the organ that added it. */
  readonly owner: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly documentNo: string | null;
  readonly mediaType: string | null;
  readonly sha256: string;
  readonly bytes: number;
  /** Where its file is had: here, or as its owner says; null where only the digest is known here. */
  readonly reference: string | null;
  /** The stored file; null where it is not kept here. */
  readonly fileId: string | null;
  readonly addedBy: { readonly id: string | null; readonly name: string | null };
  readonly addedAt: Date;
}
