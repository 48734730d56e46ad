// Opens cases and brings them to a suspicion or a decision, as officers do: four requests each, so many cases a second.
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from './serve.js';

export interface CaseLoad {
  /** Of lead-reporting. */
  readonly url: string;
  /** Of officers of the prefecture that is competent. */
  readonly token: string;
  readonly areaCode: string;
  readonly officers: readonly { readonly name: string }[];
  /** ISO day. */
  readonly today: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** Before the number of each case; another one in each run. */
  readonly series: string;
}

export interface CaseLoadDone {
  readonly suspected: number;
  readonly decided: number;
  /** What the first of those said that were not answered as they should be; undefined where all were. */
  readonly failure: string | undefined;
}

/** One case in so many carries a duty to transfer. */
const SUSPECTED = 5;
const TICK_MS = 10;

async function run(load: CaseLoad): Promise<CaseLoadDone> {
  const done = { suspected: 0, decided: 0, failure: undefined as string | undefined };
  const began = performance.now();
  const underWay: Promise<void>[] = [];
  for (let elapsed = 0; elapsed < load.seconds * 1000; elapsed = performance.now() - began) {
    const due = Math.floor((elapsed / 1000) * load.perSecond);
    while (underWay.length < due) {
      const nth = underWay.length;
      const isSuspected = nth % SUSPECTED === 0;
      const work = handle(load, nth, isSuspected).then(
        () => void (done[isSuspected ? 'suspected' : 'decided'] += 1),
        (error: unknown) => void (done.failure ??= String(error)),
      );
      underWay.push(work);
    }
    await sleep(TICK_MS);
  }
  await Promise.all(underWay);
  return done;
}

async function handle(load: CaseLoad, nth: number, isSuspected: boolean): Promise<void> {
  const { areaCode, officers, today, series } = load;
  const { id } = await post<{ id: string }>(load, '/cases', {
    ...{
      caseNo: `${series}-${nth}`,
      officers,
      areaCode,
      actType: 'USING_ANOTHERS_NUMBER',
      goods: '无叶风扇',
    },
    party: { kind: 'ORGANISATION', name: `第${nth}电器有限公司` },
  });
  const facts = { actEndOn: today, discoveredOn: today, subject: 'UNIT', actType: 'OTHERS_NUMBER' };
  const amounts = isSuspected
    ? { turnoverFen: '28600000', directLossFen: '35200000' }
    : { turnoverFen: '1800000', gainFen: '300000' };
  await post(load, `/cases/${id}/findings`, { ...facts, ...amounts });
  if (isSuspected) return;
  await post(load, `/cases/${id}/milestones`, { milestone: 'NOTIFIED', on: today });
  await post(load, `/cases/${id}/decisions`, {
    ...{
      decisionNo: `知罚字〔${today.slice(0, 4)}〕${nth + 1}号`,
      kind: 'PENALTY',
      decidedOn: today,
      penalties: ['FINE'],
      fineFen: '1000000',
    },
    ...{ violation: '在产品包装上标注他人的专利号', legalBasis: '《中华人民共和国专利法》第六十八条' },
    ...{ content: '责令改正，处以罚款', procedure: 'ORDINARY', gravity: 'GENERAL' },
  });
}

async function post<T>({ url, token }: CaseLoad, path: string, body: object): Promise<T> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path} was answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

serve({ run });
