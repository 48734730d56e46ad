import { describe, expect, it } from '@jest/globals';
import type { Service } from '../api/clients.js';
import { mergedWork, pathOf, type ReadWork, type Work } from './work.js';

const work = (service: Service, dueAt: string): Work =>
  ({ service, dueAt, id: `${service}-${dueAt}`, subject: { type: 'case', id: 'c1', label: '案1' } }) as Work;

/** Services with limits that end on these days, two a page. */
function reader(ends: Partial<Record<Service, string[]>>): ReadWork {
  return (service, { cursor }) => {
    const from = Number(cursor ?? 0);
    const days = ends[service];
    if (!days) return Promise.reject(new Error(`${service} is away`));
    const items = days.slice(from, from + 2).map((day) => work(service, day));
    return Promise.resolve({ items, nextCursor: from + 2 < days.length ? String(from + 2) : null });
  };
}

async function all(services: readonly Service[], read: ReadWork): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await mergedWork(services, read, { bucket: undefined, cursor, limit: 2 });
    pages.push(page.items.map(({ dueAt }) => dueAt));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

describe('one list over all services', () => {
  const two = ['lead-reporting', 'case-transfer'] as const;

  it('is in the order of what ends first, page after page', async () => {
    const read = reader({ 'lead-reporting': ['1', '2', '6', '7', '8'], 'case-transfer': ['3', '4', '5'] });
    expect((await all(two, read)).flat()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('shows nothing before what a service may still bring', async () => {
    const read = reader({ 'lead-reporting': ['1', '2', '3'], 'case-transfer': ['8', '9'] });
    expect(await all(two, read)).toEqual([
      ['1', '2'],
      ['3', '8', '9'],
    ]);
  });

  it('names a service that is away, and shows the others', async () => {
    const page = await mergedWork(two, reader({ 'lead-reporting': ['1'] }), {
      bucket: undefined,
      cursor: undefined,
      limit: 2,
    });
    expect([page.items.length, page.failed, page.nextCursor]).toEqual([1, ['case-transfer'], null]);
  });

  it('fails where all are away', async () => {
    const page = { bucket: undefined, cursor: undefined, limit: 2 };
    await expect(mergedWork(two, reader({}), page)).rejects.toThrow('is away');
  });
});

describe('what a limit runs for', () => {
  it('has a page, where the officer may open it', () => {
    expect(pathOf(work('lead-reporting', '1'), 'patent-office-prefecture')).toBe('/cases/c1');
    expect(pathOf({ subject: { type: 'case', id: 'c1', label: null } }, 'corps')).toBeUndefined();
    expect(pathOf({ subject: { type: 'else', id: 'c1', label: 'x' } }, 'corps')).toBeUndefined();
  });

  it('is a penalty whose copies are owed, for its agency and the procuratorate', () => {
    const owed = { subject: { type: 'penalty', id: 'd1', label: '杭知罚〔2026〕1号' } };
    expect(pathOf(owed, 'patent-office-prefecture')).toBe('/transfers/penalty-copies/d1');
    expect(pathOf(owed, 'procuratorate')).toBe('/transfers/penalty-copies/d1');
    expect(pathOf(owed, 'police')).toBeUndefined();
  });
});
