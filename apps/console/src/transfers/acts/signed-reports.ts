interface Report {
  readonly id: string;
  readonly kind: string;
}

/** Reports that two or more officers signed in this round: what may be submitted. */
export function signedReports(
  documents: readonly Report[],
  signatures: readonly { readonly documentId: string; readonly officerId: string }[],
): string[] {
  const signers = (id: string) =>
    new Set(signatures.filter(({ documentId }) => documentId === id).map(({ officerId }) => officerId));
  return documents
    .filter(({ id, kind }) => kind === 'TRANSFER_REPORT' && signers(id).size >= 2)
    .map(({ id }) => id);
}
