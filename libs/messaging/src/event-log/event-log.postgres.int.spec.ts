import { describe } from '@jest/globals';
import { startEventLog } from '@xianjie/testing';
import pg from 'pg';
import { eventLogSuite, type LogUnderTest } from './event-log.suite.js';
import { prepareEventLog } from './postgres/tables.js';

async function start(): Promise<LogUnderTest> {
  const server = await startEventLog('postgres');
  await prepareEventLog(server.address);
  const pool = new pg.Pool({ connectionString: server.address, max: 1 });
  const idOf = '(SELECT id FROM log_topic WHERE name = $1)';
  return {
    address: server.address,
    deleteTopic: async (topic) => {
      await pool.query(`DELETE FROM log_record WHERE topic_id = ${idOf}`, [topic]);
      await pool.query('DELETE FROM log_topic WHERE name = $1', [topic]);
    },
    deleteRecords: async ({ topic, partition }, below) => {
      const values = [topic, partition, below];
      await pool.query(
        `WITH gone AS (DELETE FROM log_record WHERE topic_id = ${idOf} AND partition = $2 AND record_offset < $3)
         UPDATE log_partition SET first_offset = $3 WHERE topic_id = ${idOf} AND partition = $2`,
        values,
      );
    },
    writeBare: async ({ topic, partition }) => {
      const values = [topic, partition];
      await pool.query(
        `WITH place AS (
           UPDATE log_partition SET next_offset = next_offset + 1 WHERE topic_id = ${idOf} AND partition = $2
           RETURNING topic_id, partition, next_offset - 1 AS base
         )
         INSERT INTO log_record (topic_id, partition, record_offset, appended_at) SELECT topic_id, partition, base, 0 FROM place`,
        values,
      );
    },
    stop: async () => {
      await pool.end();
      await server.stop();
    },
  };
}

describe('the PostgreSQL event log', () => eventLogSuite(start));
