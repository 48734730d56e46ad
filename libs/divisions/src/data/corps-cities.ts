import type { Certainty } from '../record.js';

/**
 * Cities that divisions 师 of the Xinjiang Production and Construction Corps govern. They stand directly below 650000; the
 * Corps itself has no code of GB/T 2260, so its agencies are known by their ids.
 */
export interface CorpsCity {
  readonly code: string;
  /** Number of the division; null where it was not found out. */
  readonly corpsDivision: number | null;
  readonly certainty: Certainty;
}

/** 第十一师 (construction) and 第十二师 (around 乌鲁木齐) have no city. */
export const corpsCities: readonly CorpsCity[] = [
  { code: '659001', corpsDivision: 8, certainty: 'VERIFIED_SECONDARY' },
  { code: '659002', corpsDivision: 1, certainty: 'RECALLED' },
  { code: '659003', corpsDivision: 3, certainty: 'RECALLED' },
  { code: '659004', corpsDivision: 6, certainty: 'RECALLED' },
  { code: '659005', corpsDivision: 10, certainty: 'RECALLED' },
  { code: '659006', corpsDivision: 2, certainty: 'RECALLED' },
  { code: '659007', corpsDivision: 5, certainty: 'RECALLED' },
  { code: '659008', corpsDivision: 4, certainty: 'RECALLED' },
  { code: '659009', corpsDivision: 14, certainty: 'RECALLED' },
  { code: '659010', corpsDivision: 7, certainty: 'RECALLED' },
  { code: '659011', corpsDivision: 13, certainty: 'RECALLED' },
  { code: '659012', corpsDivision: 9, certainty: 'RECALLED' },
  { code: '659013', corpsDivision: null, certainty: 'RECALLED' },
];
