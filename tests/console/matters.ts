import type { Page } from 'playwright-core';

/** What the console's API answers to the officer of a page. Throws with the words of a problem. */
export async function call<T>(page: Page, path: string, body?: object): Promise<T> {
  const { status, text } = await page.evaluate(
    async ([to = '', json]) => {
      const own = { 'x-xianjie-console': '1', 'content-type': 'application/json' };
      const answer = await fetch(to, json ? { method: 'POST', headers: own, body: json } : {});
      return { status: answer.status, text: await answer.text() };
    },
    [path, body && JSON.stringify(body)],
  );
  if (status >= 400) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as T;
}

/** Today in China by the services' clock, which the demo has put ahead, so many days ago. */
export async function dayAgo(page: Page, days: number): Promise<string> {
  const told = await page.evaluate(async () => {
    const answer = await fetch('/api/lead-reporting/agencies');
    await answer.text();
    return answer.headers.get('date');
  });
  const shifted = Date.parse(told ?? '') + 8 * 3_600_000 - days * 86_400_000;
  return new Date(shifted).toISOString().slice(0, 10);
}

let count = 0;

/** A number that no document bears yet: `杭知案〔2026〕…号`. */
export async function freshNumber(page: Page, word: string): Promise<string> {
  count += 1;
  const year = (await dayAgo(page, 0)).slice(0, 4);
  return `杭知${word}〔${year}〕${Date.now() % 10_000_000}${count}号`;
}

export interface Matter {
  readonly caseId: string;
  readonly caseNo: string;
  readonly partyName: string;
}

/** A case of 杭州市知识产权局, opened by an officer whose page this is. */
export async function openCase(page: Page): Promise<Matter> {
  const caseNo = await freshNumber(page, '案');
  const partyName = `杭州${caseNo.replace(/\D/g, '').slice(-8)}日用品有限公司`;
  const { id } = await call<{ id: string }>(page, '/api/lead-reporting/cases', {
    caseNo,
    officers: [{ name: '吴越' }, { name: '方敏' }],
    areaCode: '330106',
    actType: 'USING_ANOTHERS_NUMBER',
    actOn: await dayAgo(page, 20),
    patentNumber: 'ZL202010566088.9',
    goods: '无叶风扇',
    openedOn: await dayAgo(page, 12),
    party: { kind: 'ORGANISATION', name: partyName },
  });
  return { caseId: id, caseNo, partyName };
}

/** Its facts carry a duty to transfer: the transfer opens by itself. Answers its id. */
export async function findDuty(page: Page, { caseId }: Matter): Promise<string> {
  const path = `/api/lead-reporting/cases/${caseId}`;
  await call(page, `${path}/findings`, {
    actEndOn: await dayAgo(page, 15),
    discoveredOn: await dayAgo(page, 10),
    subject: 'UNIT',
    actType: 'OTHERS_NUMBER',
    turnoverFen: '28600000',
    directLossFen: '35200000',
  });
  for (let tries = 0; tries < 100; tries += 1) {
    const { transfer } = await call<{ transfer: { transferId: string } | null }>(page, path);
    if (transfer) return transfer.transferId;
    await page.waitForTimeout(200);
  }
  throw new Error('No transfer opened on the findings');
}

/** A fine in place of the transfer, eight days ago: copies of the decision are owed within ten. Answers its number. */
export async function decideFine(page: Page, { caseId }: Matter): Promise<string> {
  const path = `/api/lead-reporting/cases/${caseId}`;
  const decisionNo = await freshNumber(page, '罚字');
  await call(page, `${path}/milestones`, { milestone: 'NOTIFIED', on: await dayAgo(page, 9) });
  await call(page, `${path}/decisions`, {
    decisionNo,
    kind: 'PENALTY',
    decidedOn: await dayAgo(page, 8),
    violation: '在产品包装上标注他人的专利号',
    legalBasis: '《中华人民共和国专利法》第六十八条',
    content: '责令改正，处以罚款',
    penalties: ['FINE'],
    fineFen: '5000000',
    procedure: 'ORDINARY',
    gravity: 'GENERAL',
  });
  return decisionNo;
}
