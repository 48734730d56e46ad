import { describeWithKafka } from '@xianjie/testing';
import { expect, it } from '@jest/globals';
import { relay } from './items/relay.js';
import type { Round } from './lab/rounds.js';

describeWithKafka('the relay against a plain loop', () => {
  it('is measured in turn, and what both sent is found complete, once and in order', async () => {
    const told: Round[] = [];
    const { figures, rounds, servers } = await relay.measure({
      rounds: 1,
      quick: true,
      profile: undefined,
      say: (round) => void told.push(round),
    });
    expect(rounds.map(({ side, void: why }) => [side, why])).toEqual([
      ['ours', undefined],
      ['plain loop', undefined],
    ]);
    expect(told).toEqual(rounds);
    expect(figures.find(({ name }) => name === 'ratios.relay')?.value).toBeGreaterThan(0);
    expect(servers?.postgresSettings).toMatchObject({ fsync: 'on', synchronous_commit: 'on' });
  }, 120_000);
});
