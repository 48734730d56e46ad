import { describe, expect, it } from '@jest/globals';
import { Renewals } from './renewals.js';
import { newSession, type Tokens } from './session.js';

const old = newSession('s1', { accessToken: 'a1', expiresIn: 30, refreshToken: 'r1' }, 0, 3600);

/** An issuer that rotates refresh tokens and counts how often it is asked. */
function issuer(answers: (Tokens | Error | undefined)[]) {
  const asked: string[] = [];
  const outcomes: string[] = [];
  const renewals = new Renewals(
    {
      renew: async (token) => {
        asked.push(token);
        await new Promise((resolve) => setTimeout(resolve, 5));
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    { renewal: (outcome) => outcomes.push(outcome) },
  );
  return { renewals, asked, outcomes };
}

describe('a renewal', () => {
  it('uses a refresh token once, however many requests want it, at the same time or a little later', async () => {
    const { renewals, asked } = issuer([{ accessToken: 'a2', expiresIn: 30, refreshToken: 'r2' }]);
    const first = await Promise.all([renewals.renew(old), renewals.renew(old), renewals.renew(old)]);
    const late = await renewals.renew(old);
    expect([...first, late].map((session) => session?.accessToken)).toEqual(['a2', 'a2', 'a2', 'a2']);
    expect(asked).toEqual(['r1']);
  });

  it('is asked for anew when the new token ends', async () => {
    const { renewals, asked } = issuer([
      { accessToken: 'a2', expiresIn: 30 },
      { accessToken: 'a3', expiresIn: 30 },
    ]);
    const next = (await renewals.renew(old))!;
    expect((await renewals.renew(next))?.accessToken).toBe('a3');
    expect(asked).toEqual(['r1', 'r1']);
  });

  it('ends the session where the issuer gives nothing, and is tried again where it did not answer', async () => {
    const { renewals, outcomes } = issuer([new Error('away'), undefined]);
    await expect(renewals.renew(old)).rejects.toThrow('away');
    expect(await renewals.renew(old)).toBeUndefined();
    expect(outcomes).toEqual(['unreachable', 'ended']);
  });
});
