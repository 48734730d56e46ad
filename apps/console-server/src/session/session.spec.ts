import { describe, expect, it } from '@jest/globals';
import { hasToken, isOver, newSession, renewed, wantsRenewal, type Session } from './session.js';

const START = 1_000_000;

const session = (change: Partial<Session> = {}): Session => ({
  ...newSession('s1', { accessToken: 'a1', expiresIn: 3600, refreshToken: 'r1' }, START, 12 * 3600),
  ...change,
});

describe('a session', () => {
  it('lasts as long as the console says, whatever the issuer gives', () => {
    expect(isOver(session(), START + 12 * 3600 - 1)).toBe(false);
    expect(isOver(session(), START + 12 * 3600)).toBe(true);
  });

  it('ends with its token where it has no other', () => {
    expect(isOver(session({ refreshToken: undefined }), START + 3599)).toBe(false);
    expect(isOver(session({ refreshToken: undefined }), START + 3600)).toBe(true);
  });

  it('wants a new token a minute before the old one ends', () => {
    expect(wantsRenewal(session(), START + 3600 - 60)).toBe(false);
    expect(wantsRenewal(session(), START + 3600 - 59)).toBe(true);
    expect(wantsRenewal(session({ refreshToken: undefined }), START + 3600)).toBe(false);
  });

  it('wants one later where tokens are short, or it would want one always', () => {
    const short = session({ accessExpiresAt: START + 50 });
    expect(wantsRenewal(short, START + 39)).toBe(false);
    expect(wantsRenewal(short, START + 41)).toBe(true);
  });

  it('keeps its end and its id when it is renewed, and its refresh token unless it was rotated', () => {
    const later = START + 3550;
    const next = renewed(session(), { accessToken: 'a2', expiresIn: 3600 }, later);
    expect(next).toEqual({
      ...session(),
      accessToken: 'a2',
      accessIssuedAt: later,
      accessExpiresAt: later + 3600,
    });
    expect(
      renewed(session(), { accessToken: 'a2', expiresIn: 3600, refreshToken: 'r2' }, later).refreshToken,
    ).toBe('r2');
  });

  it('has a token until that ends', () => {
    expect(hasToken(session(), START + 3599)).toBe(true);
    expect(hasToken(session(), START + 3600)).toBe(false);
  });
});
