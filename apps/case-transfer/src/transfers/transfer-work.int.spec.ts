import { describe, expect, it } from '@jest/globals';
import type { ClockView } from '@xianjie/service';
import { begun, playAll } from './play.suite.js';
import { done, police, shenzhen, useService, wait, type Who, wu } from './transfers-rig.suite.js';

useService();

const clocksOf = async (who: Who) =>
  (await done<{ items: ClockView[] }>('GET', '/clocks?limit=200', who)).items;

describe('GET /clocks', () => {
  it('shows each organ its own limits, and late ones of others, by the number of the case', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
    const own = (await clocksOf(wu)).filter(({ subject }) => subject.id === transfer.id);
    const delivery = own.find(({ limit }) => limit.key === 'TRANSFER_24H');
    expect(delivery).toMatchObject({
      bucket: 'WEEK',
      responsible: true,
      subject: { type: 'transfer', label: expect.stringContaining('案') },
      counted: { zh: '24小时不顺延' },
      meaning: 'DUTY',
    });
    expect((await clocksOf(police)).filter(({ subject }) => subject.id === transfer.id)).toEqual([]);
    wait(25);
    const late = (await clocksOf(wu)).find(({ id }) => id === delivery?.id);
    expect(late).toMatchObject({ bucket: 'LATE' });
    expect(await clocksOf(shenzhen)).toEqual([]);
  });
});
