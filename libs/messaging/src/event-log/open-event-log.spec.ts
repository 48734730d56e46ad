import { describe, expect, it } from '@jest/globals';
import { openEventLog } from './open-event-log.js';

describe('openEventLog', () => {
  it('chooses the log by its address', async () => {
    const kafka = await openEventLog('kafka://127.0.0.1:1', { clientId: 'test' });
    const postgres = await openEventLog('postgres://127.0.0.1:1/log', { clientId: 'test' });
    expect([kafka.kind, postgres.kind]).toEqual(['kafka', 'postgres']);
    await Promise.all([kafka.close(), postgres.close()]);
  });

  it.each(['', 'localhost:9092', 'https://user:secret@host'])(
    'refuses %j without repeating what it holds',
    async (address) => {
      const opening = openEventLog(address, { clientId: 'test' });
      await expect(opening).rejects.toMatchObject({
        kind: 'invalid',
        message: expect.not.stringContaining('secret'),
      });
    },
  );
});
