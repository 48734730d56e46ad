import { addDays, addYears, type LocalDate } from '@xianjie/identifiers';
import { patentNumber } from './numbers.js';
import { Random } from './random.js';
import { goods } from './words.js';

interface SampleEvent {
  readonly number: string;
  readonly kind: string;
  readonly effectiveOn: string;
  readonly publishedOn: string;
  readonly endsOn?: string;
  readonly corrects?: string;
}

export interface SamplePatent {
  readonly patentNumber: string;
  readonly title: string;
  readonly filedOn: string;
  readonly legalEvents: readonly SampleEvent[];
}

/** How a life went on after the grant, and how many of a hundred patents have it. */
const lives = [
  ['in-force', 38],
  ['lapsed', 18],
  ['restored', 8],
  ['invalid', 9],
  ['partly-invalid', 6],
  ['maintained', 5],
  ['surrendered', 5],
  ['pending', 5],
  ['rejected', 3],
  ['corrected', 3],
] as const;
type Life = (typeof lives)[number][0];

/** Digit of the kind in the number and how often it occurs. */
const DESIGN = 3;
const kinds = [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 8, 8, 9];

/** Patents of all kinds with their legal events published up to `until`; the same for the same seed. The last fifteenth are of before 2003. */
export function samplePatents(seed: number, count: number, until: string): SamplePatent[] {
  const random = new Random(seed);
  const numbers = new Set<string>();
  const patents: SamplePatent[] = [];
  while (patents.length < count) {
    const old = patents.length >= count - Math.floor(count / 15);
    const patent = onePatent(random, old, until);
    if (numbers.has(patent.patentNumber)) continue;
    numbers.add(patent.patentNumber);
    patents.push(patent);
  }
  return patents;
}

function onePatent(random: Random, old: boolean, until: string): SamplePatent {
  const type = random.pick(kinds);
  const year = old ? random.int(1994, 2002) : random.int(2008, 2023);
  const filedOn = addDays(`${year}-01-01` as LocalDate, random.int(0, 364));
  const [thing, title] = random.pick(goods);
  const life = old ? 'in-force' : lifeOf(random);
  return {
    patentNumber: patentNumber(random, year, type),
    title: type === DESIGN ? thing : title,
    filedOn,
    legalEvents: eventsOf(random, life, filedOn, type).filter((event) => event.publishedOn <= until),
  };
}

function lifeOf(random: Random): Life {
  let at = random.int(0, 99);
  for (const [life, share] of lives) {
    if (at < share) return life;
    at -= share;
  }
  return 'in-force';
}

function eventsOf(random: Random, life: Life, filedOn: LocalDate, type: number): SampleEvent[] {
  const events: SampleEvent[] = [];
  const add = (kind: string, effectiveOn: LocalDate, more: Partial<SampleEvent> = {}) => {
    const number = `E${String(events.length + 1).padStart(2, '0')}`;
    events.push({ number, kind, effectiveOn, publishedOn: effectiveOn, ...more });
    return number;
  };
  const invention = type === 1 || type === 8;
  if (invention) add('APP_PUBLISHED', addDays(filedOn, 540));
  if (life === 'pending') return events;
  const grantedOn = addDays(filedOn, invention ? random.int(700, 1300) : random.int(120, 300));
  if (life === 'rejected') {
    add('REJECTED', grantedOn);
    return events;
  }
  add('GRANTED', grantedOn);
  const later = (days: number) => addDays(grantedOn, days);
  const lapse = () => {
    const due = addYears(filedOn, random.int(5, 7));
    return add('LAPSED_FEE', due, { publishedOn: addDays(due, 330) });
  };
  switch (life) {
    case 'lapsed':
      lapse();
      break;
    case 'restored':
      lapse();
      add('RESTORED', addDays(addYears(filedOn, 7), 200));
      break;
    case 'invalid':
      add('INVALIDITY_ACCEPTED', later(500));
      add('INVALID_FULL', later(760));
      break;
    case 'partly-invalid':
      add('INVALIDITY_ACCEPTED', later(500));
      add('INVALID_PART', later(730));
      break;
    case 'maintained':
      add('INVALIDITY_ACCEPTED', later(400));
      add('MAINTAINED', later(640));
      break;
    case 'surrendered':
      add('SURRENDERED', later(900));
      break;
    case 'corrected':
      add('CORRECTED', addDays(addYears(filedOn, 7), 400), { corrects: lapse() });
      break;
    case 'in-force':
      if (random.chance(0.2)) add('TRANSFERRED', later(600));
      if (random.chance(0.1)) add('LICENSED', later(700));
      break;
  }
  return events;
}
