import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import {
  checkMove,
  type EvidenceItem,
  type EvidenceMove,
  type GivenMove,
  lastMoveOf,
  type Surroundings,
} from './evidence.js';

const at = (day: number) => new Date(`2026-03-${String(day).padStart(2, '0')}T02:00:00Z`);

const item = (change: Partial<EvidenceItem> = {}): EvidenceItem => ({
  id: 'item-1',
  transferId: 't-1',
  no: 1,
  name: '包装盒',
  quantity: '12',
  unit: '箱',
  features: null,
  origin: null,
  measure: 'NONE',
  place: null,
  holder: 'ip-hangzhou',
  takenAt: at(1),
  externalNo: null,
  contentDigest: '',
  registeredBy: { id: 'o-1', name: '吴越' },
  registeredAt: at(1),
  afterStep: 1,
  ...change,
});

const move = (change: Partial<EvidenceMove> = {}): EvidenceMove => ({
  id: 'move-1',
  transferId: 't-1',
  no: 1,
  kind: 'HANDED_OVER',
  itemIds: ['item-1'],
  from: 'ip-hangzhou',
  to: 'police-hangzhou',
  givenBy: '吴越',
  receivedBy: '孙毅',
  place: null,
  receiptNo: '1号',
  documentIds: [],
  reasons: null,
  partyToldOn: null,
  movedAt: at(5),
  basis: null,
  enteredBy: 'ip-hangzhou',
  officer: { id: 'o-1', name: '吴越' },
  externalNo: null,
  contentDigest: '',
  enteredAt: at(5),
  afterStep: 5,
  ...change,
});

const given = (change: Partial<GivenMove> = {}): GivenMove => ({
  kind: 'HANDED_OVER',
  items: ['item-1'],
  to: 'police-hangzhou',
  movedAt: at(5),
  ...change,
});

const around = (change: Partial<Surroundings> = {}): Surroundings => ({
  agency: 'ip-hangzhou',
  organs: ['ip-hangzhou', 'police-hangzhou', 'procuratorate-hangzhou'],
  items: [item()],
  moves: [],
  now: at(6),
  today: '2026-03-06' as LocalDate,
  ...change,
});

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'allowed';
};

const attempt = (change: Partial<GivenMove> = {}, more: Partial<Surroundings> = {}, caller = 'ip-hangzhou') =>
  code(() => checkMove(given(change), around(more), caller));

describe('checkMove', () => {
  it('lets the holder hand an item over, on the article of the hand-over', () => {
    expect(checkMove(given(), around(), 'ip-hangzhou')).toEqual({
      from: 'ip-hangzhou',
      basis: '国务院令第310号第12条',
    });
  });

  it('lets who takes it register it as well, and nobody else', () => {
    expect(attempt({}, {}, 'police-hangzhou')).toBe('allowed');
    expect(attempt({}, {}, 'procuratorate-hangzhou')).toBe('custody.not-yours');
  });

  it('knows who holds an item by its last move', () => {
    const moves = [move()];
    expect(
      checkMove(
        given({ kind: 'LENT', to: 'ip-hangzhou', movedAt: at(6) }),
        around({ moves }),
        'police-hangzhou',
      ),
    ).toEqual({ from: 'police-hangzhou', basis: null });
    expect(attempt({ movedAt: at(6) }, { moves }, 'police-hangzhou')).toBe('custody.organ');
    expect(lastMoveOf('item-1', [move(), move({ no: 2, to: 'ip-hangzhou' })])?.no).toBe(2);
  });

  it('moves together only what one organ holds', () => {
    const items = [item(), item({ id: 'item-2' })];
    expect(attempt({ items: ['item-1', 'item-2'] }, { items })).toBe('allowed');
    expect(
      attempt({ items: ['item-1', 'item-2'], to: 'procuratorate-hangzhou' }, { items, moves: [move()] }),
    ).toBe('custody.holders-differ');
  });

  it('gives to organs of the transfer, and back only to who had it', () => {
    expect(attempt({ to: 'police-shenzhen' })).toBe('custody.organ');
    expect(attempt({ kind: 'RETURNED', to: 'procuratorate-hangzhou' })).toBe('custody.never-held');
    const moves = [move()];
    expect(attempt({ kind: 'RETURNED', to: 'ip-hangzhou' }, { moves }, 'police-hangzhou')).toBe('allowed');
  });

  it('takes place between the last move and now', () => {
    expect(attempt({ movedAt: at(7) })).toBe('custody.time');
    expect(attempt({ movedAt: new Date(at(1).getTime() - 1) })).toBe('custody.time');
    expect(attempt({ movedAt: at(1) })).toBe('allowed');
    const moves = [move()];
    expect(
      attempt({ kind: 'RETURNED', to: 'ip-hangzhou', movedAt: at(4) }, { moves }, 'police-hangzhou'),
    ).toBe('custody.time');
  });

  it.each(['SEALED', 'SEIZED', 'FROZEN'] as const)(
    'tells the party before what was %s goes with the case',
    (measure) => {
      const items = [item({ measure })];
      expect(attempt({}, { items })).toBe('custody.party-not-told');
      expect(attempt({ partyToldOn: '2026-03-07' as LocalDate }, { items })).toBe('custody.party-not-told');
      expect(attempt({ partyToldOn: '2026-03-06' as LocalDate }, { items })).toBe('allowed');
    },
  );

  it('asks no notice for what was only preserved, or comes back', () => {
    expect(attempt({}, { items: [item({ measure: 'PRESERVED' })] })).toBe('allowed');
    const back = { kind: 'RETURNED', to: 'ip-hangzhou' } as const;
    expect(attempt(back, { items: [item({ measure: 'SEIZED' })], moves: [move()] }, 'police-hangzhou')).toBe(
      'allowed',
    );
  });

  it('refuses what is not on the list', () => {
    expect(attempt({ items: ['item-9'] })).toBe('custody.item-unknown');
  });
});
