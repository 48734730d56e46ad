/** A column of fen: `bigint` here and in the database, never a float in between. */
export const fenColumn = {
  type: 'bigint',
  transformer: { to: (fen: bigint) => String(fen), from: (text: string) => BigInt(text) },
} as const;
