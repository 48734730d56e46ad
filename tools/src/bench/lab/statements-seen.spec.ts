import { describe, expect, it } from '@jest/globals';
import { transactionsSeen } from './statements-seen.js';

const LOG = `
2026-11-25 01:15:30.983 UTC [7] LOG:  statement: START TRANSACTION
2026-11-25 01:15:30.984 UTC [8] LOG:  statement: START TRANSACTION
2026-11-25 01:15:30.986 UTC [7] LOG:  execute <unnamed>: 
	  INSERT INTO lead (id, goods)
	  VALUES ($1, $2, $3)
2026-11-25 01:15:30.986 UTC [7] DETAIL:  Parameters: $1 = '{a}', $2 = NULL, $3 = 'it''s, $4 = ''x''
	and so on'
2026-11-25 01:15:30.987 UTC [8] LOG:  execute horizon: SELECT 1
2026-11-25 01:15:30.988 UTC [7] LOG:  execute <unnamed>: SELECT now()
2026-11-25 01:15:30.989 UTC [8] LOG:  statement: COMMIT
2026-11-25 01:15:30.989 UTC [7] LOG:  statement: COMMIT
2026-11-25 01:15:30.990 UTC [7] LOG:  statement: START TRANSACTION
2026-11-25 01:15:30.991 UTC [7] LOG:  execute <unnamed>: INSERT INTO lead DEFAULT VALUES
2026-11-25 01:15:30.992 UTC [7] LOG:  statement: ROLLBACK
`;

describe('transactionsSeen', () => {
  it('finds what a committed transaction sent, with the values as they were given', () => {
    expect(transactionsSeen(LOG, /INSERT INTO lead\b/)).toEqual([
      [
        {
          text: '\n  INSERT INTO lead (id, goods)\n  VALUES ($1, $2, $3)',
          values: ['{a}', null, "it's, $4 = 'x'\nand so on"],
        },
        { text: 'SELECT now()', values: [] },
      ],
    ]);
  });

  it('keeps sessions apart', () => {
    expect(transactionsSeen(LOG, /SELECT 1/)).toEqual([[{ text: 'SELECT 1', values: [] }]]);
  });

  it('finds nothing where nothing was committed', () => {
    expect(transactionsSeen(LOG, /DEFAULT VALUES/)).toEqual([]);
  });
});
