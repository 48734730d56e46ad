import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '@xianjie/identity';
import type { Change, Changes } from './change-feed.js';
import { changeStream, type FollowedFeed } from './change-stream.js';
import { StreamLimits } from './stream-limits.js';

const actor = (id = 'a', officer?: string): Actor => ({
  agency: { id, name: id, kind: 'police', area: null, parents: [] },
  scopes: [],
  ...(officer ? { officer: { id: officer, name: officer } } : {}),
});
const change = (ord: number, id: string, seenBy = 'a'): Change => ({
  ord,
  resource: 'leads',
  id,
  at: new Date('2026-03-04T02:00:00Z'),
  maySee: ({ agency }) => agency.id === seenBy,
});

/** A feed that gives these pages, then nothing. */
function feedOf(pages: readonly Changes[]) {
  const asked: number[] = [];
  const state = { joined: 0, asked };
  const feed: FollowedFeed = {
    join: async () => (state.joined += 1) && 10,
    leave: () => void (state.joined -= 1),
    since: async (after) => {
      asked.push(after);
      return pages[asked.length - 1] ?? { changes: [], upTo: after, reset: false };
    },
    wait: async (_after, ms, signal) => void (await delay(ms, undefined, { signal }).catch(() => undefined)),
  };
  return { feed, state };
}
const page = (upTo: number, ...changes: Change[]): Changes => ({ changes, upTo, reset: false });

describe('a stream of changes', () => {
  it('tells of each thing once, with a place to go on from, and of nothing that the caller may not see', async () => {
    const { feed } = feedOf([
      page(14, change(11, 'x'), change(12, 'y', 'other'), change(13, 'z'), change(14, 'x')),
    ]);
    const ended = new AbortController();
    const stream = changeStream(feed, actor(), undefined, ended.signal, 20);
    expect((await stream.next()).value).toBe('retry: 3000\nid: 10\n\n');
    const { value } = await stream.next();
    expect(value).toContain('id: 13\nevent: change\ndata: {"resource":"leads","id":"z"');
    expect(value).toContain('id: 14\nevent: change\ndata: {"resource":"leads","id":"x"');
    expect(value).not.toContain('"y"');
    expect(String(value).match(/"x"/g)).toHaveLength(1);
    expect((await stream.next()).value).toBe('id: 14\n: heartbeat\n\n');
    ended.abort();
  });

  it('goes on behind the place named, and says so where a place is of another database', async () => {
    const { feed, state } = feedOf([page(10)]);
    const ended = new AbortController();
    const stream = changeStream(feed, actor(), 7, ended.signal, 20);
    expect((await stream.next()).value).toBe('retry: 3000\nid: 7\n\n');
    await stream.next();
    expect(state.asked[0]).toBe(7);
    const ahead = changeStream(feed, actor(), 99, ended.signal, 20);
    expect((await ahead.next()).value).toBe('retry: 3000\nid: 10\nevent: reset\ndata: {}\n\n');
    ended.abort();
  });

  it('asks for no more than its reader takes, and lets go of the feed when it ends', async () => {
    const endless = Array.from({ length: 100 }, (_, n) => page(11 + n, change(11 + n, `x${n}`)));
    const { feed, state } = feedOf(endless);
    const ended = new AbortController();
    const stream = changeStream(feed, actor(), undefined, ended.signal);
    await stream.next();
    await stream.next();
    await delay(30);
    expect(state.asked).toHaveLength(1);
    expect(state.joined).toBe(1);
    ended.abort();
    await stream.return(undefined);
    expect(state.joined).toBe(0);
  });
});

describe('limits of streams', () => {
  it('hold for each officer, and end with the stream', () => {
    const limits = new StreamLimits();
    const leave = Array.from({ length: 6 }, () => limits.enter(actor('a', 'o')));
    expect(() => limits.enter(actor('a', 'o'))).toThrow('Too many streams');
    expect(() => limits.enter(actor('a', 'p'))).not.toThrow();
    leave[0]?.();
    expect(() => limits.enter(actor('a', 'o'))).not.toThrow();
  });
});
