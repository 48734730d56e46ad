import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { query } from './sql.js';
import type { World } from './world.js';

const COMMON = {
  sessions:
    'SELECT pid, application_name, state, wait_event_type, wait_event, state_change, left(query, 150) AS query FROM pg_stat_activity WHERE usename = current_user',
  locks: `SELECT pid, locktype, mode, granted FROM pg_locks WHERE locktype = 'advisory' OR NOT granted`,
  outbox: 'SELECT * FROM outbox ORDER BY topic, partition, ord LIMIT 200',
  unsent:
    'SELECT e.ord, e.stream_id, e.number, e.occurred_at FROM outbox o JOIN event e USING (day, ord) LIMIT 200',
  relay: 'SELECT * FROM relay_state',
  checkpoints: 'SELECT * FROM checkpoint_mark ORDER BY 1, 2',
  positions: 'SELECT * FROM inbox_position ORDER BY topic, partition',
  waiting: 'SELECT * FROM inbox_mark WHERE parked IS NOT NULL LIMIT 100',
  parked:
    'SELECT stream_id, number, partition, log_offset, reason, code, error, attempts, parked_at FROM parked_event ORDER BY 1, 2 LIMIT 200',
};

/** What the services' databases hold at the end of a run that failed, beside the logs of its processes. */
export async function dumpState(world: World): Promise<void> {
  const state: Record<string, unknown> = {};
  for (const [name, address] of Object.entries(world.databases)) {
    for (const [what, sql] of Object.entries(COMMON)) {
      state[`${name}.${what}`] = await query(address, sql).catch(String);
    }
  }
  writeFileSync(join(world.folder, 'logs', 'state.json'), `${JSON.stringify(state, null, 1)}\n`);
}
