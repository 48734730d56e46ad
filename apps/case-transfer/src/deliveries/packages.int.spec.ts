import { setTimeout as sleep } from 'node:timers/promises';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { begun } from '../transfers/play.suite.js';
import {
  call,
  countOf,
  db,
  done,
  FIVE,
  json,
  page,
  paper,
  papers,
  stateOf,
  useService,
  type Who,
} from '../transfers/transfers-rig.suite.js';
import { SideByDirectory } from './channels-sides.suite.js';
import { InboxOwner } from './inbox-owner.js';
import { NodeFolder } from './node-folder.suite.js';
import { LARGEST_PACKAGE } from './package-file.js';
import { agreeKeys, partnersFile } from './partner-keys.suite.js';

const ORGAN = 'police-guangdong';
const agreed = agreeKeys({ [ORGAN]: 'SM', 'police-hangzhou': 'INTL' });
const folder = new NodeFolder(agreed.of(ORGAN));
const stranger = new NodeFolder(agreed.of('police-hangzhou'));
const side = new SideByDirectory(agreed.of(ORGAN), folder);

useService(() => ({
  PARTNERS: partnersFile([{ organ: ORGAN, channel: 'directory', directory: folder.root, settleMs: 0 }]),
  PARTNER_KEYS: agreed.file,
}));

const officer = (no: number, head = false): Who => ({
  agency: 'ip-guangzhou',
  officer: { id: `gz-${no}`, name: `承办${no}`, ...(head ? { head } : {}) },
});

/** A case that lies with the police of the province. */
let id: string;
beforeAll(async () => {
  ({ id } = await begun({ agency: 'ip-guangzhou', areaCode: '440103' }));
  const documentId = await paper(id, officer(1), 'TRANSFER_REPORT');
  for (const each of [1, 2]) await done('POST', `/transfers/${id}/signatures`, officer(each), { documentId });
  await done('POST', `/transfers/${id}/steps`, officer(1), {
    step: 'REPORT_SUBMITTED',
    documents: [documentId],
  });
  await done('POST', `/transfers/${id}/steps`, officer(3, true), { step: 'APPROVED' });
  const order = { documentNo: '穗知移〔2026〕1号', documents: await papers(id, officer(1), FIVE) };
  await done('POST', `/transfers/${id}/deliveries`, officer(1), order);
  for (let tries = 0; (await stateOf(id)) !== 'DELIVERED' && tries < 300; tries += 1) {
    await side.work();
    await sleep(50);
  }
}, 60_000);

const receipt = (change: object = {}) => ({
  transferId: id,
  externalNo: `粤回-${id}`,
  step: 'RECEIPT_SIGNED',
  officer: { name: '罗勇' },
  ...change,
});

interface Shown {
  readonly organ: string;
  readonly transferId: string | null;
  readonly reference: string;
  readonly code: string;
}

/** What the agency is shown of what could not be taken. */
async function untaken(who = officer(1)): Promise<Shown[]> {
  return (await done<{ items: Shown[] }>('GET', '/untaken-messages?limit=100', who)).items;
}

/** Once `in` is empty: everything there was dealt with. */
async function settled(): Promise<void> {
  for (let tries = 0; (await folder.names('in')).length > 0; tries += 1) {
    if (tries > 200) throw new Error(`There stays ${(await folder.names('in')).join()}`);
    await sleep(50);
  }
}

const truncated = async (name: string) => (await folder.packed(name, 'ANSWER', receipt())).subarray(0, 200);

describe('a package that is not as agreed', () => {
  const cases: [string, string, string, (name: string) => Promise<unknown>][] = [
    ['half-written', 'B1.xjp', 'package.malformed', async (name) => folder.put(name, await truncated('B1'))],
    [
      'forged',
      'B2.xjp',
      'package.misdirected',
      async (name) => folder.put(name, await stranger.packed('B2', 'ANSWER', receipt())),
    ],
    [
      'named otherwise',
      'B3.xjp',
      'package.misnamed',
      async (name) => folder.put(name, await folder.packed('B4', 'ANSWER', receipt())),
    ],
    ['huge', 'B5.xjp', 'package.too-large', (name) => folder.put(name, Buffer.alloc(LARGEST_PACKAGE + 1))],
    [
      'a link to elsewhere',
      'B6.xjp',
      'package.not-a-file',
      (name) => symlink('/etc/hostname', join(folder.root, 'in', name)),
    ],
    ['a folder', 'B7.xjp', 'package.not-a-file', (name) => mkdir(join(folder.root, 'in', name))],
    ['named like a path', 'a%2f..%2fetc', 'package.name', (name) => folder.put(name, Buffer.from('x'))],
    [
      'of a kind that we send',
      'B8.xjp',
      'package.kind',
      (name) => folder.bring(name.slice(0, 2), 'DELIVERY', receipt()),
    ],
  ];

  it.each(cases)(
    '%s is refused with its reason, seen, and changes nothing',
    async (_what, name, code, bring) => {
      const before = await countOf('transfer_step');
      await bring(name);
      await settled();
      const plain = name.replaceAll('%', '_');
      expect(await folder.names('refused')).toContain(plain);
      expect(await folder.reasonOf(plain)).toBe(code);
      expect(await untaken()).toContainEqual(
        expect.objectContaining({ organ: ORGAN, reference: name, code }),
      );
      expect(await countOf('transfer_step')).toBe(before);
    },
  );

  it('is shown to those who send to that organ, and to no other', async () => {
    expect(await untaken({ agency: 'ip-hangzhou' })).toEqual([]);
    expect((await untaken({ agency: ORGAN })).length).toBeGreaterThan(0);
  });

  it('is told in the language of the reader', async () => {
    const answer = await call('GET', '/untaken-messages', officer(1), undefined, 'zh-CN');
    const { items } = await json<{ items: { issues: { message: string }[] }[] }>(answer);
    expect(items[0]?.issues.at(-1)?.message).toMatch(/\p{Script=Han}/u);
  });
});

describe('an answer by package', () => {
  it('is taken once, answered, and put away; a replay is known, other content under its number is not taken', async () => {
    const file = await folder.packed('A-1', 'ANSWER', receipt());
    await folder.put('A-1.xjp', file);
    await settled();
    expect(await stateOf(id)).toBe('RECEIVED');
    const { steps } = await page(id, officer(1));
    expect(steps.at(-1)).toMatchObject({
      organ: ORGAN,
      paper: { source: 'FILE', officer: { name: '罗勇' } },
    });
    const outcome = async () =>
      (await folder.fetch()).find(({ packageId }) => packageId === 'outcome-A-1')?.content;
    expect(await outcome()).toMatchObject({ packageId: 'A-1', status: 'ACCEPTED', stateNow: 'RECEIVED' });
    await folder.put('A-1.xjp', file);
    await settled();
    // What was said then is said again: the sender may never have read it.
    expect(await outcome()).toMatchObject({ packageId: 'A-1', status: 'ACCEPTED' });
    await folder.bring('A-1', 'ANSWER', receipt({ step: 'FILED', documentNo: '粤公立〔2026〕1号' }));
    await settled();
    expect(await untaken()).toContainEqual(expect.objectContaining({ code: 'package.number-used' }));
    expect(await countOf('transfer_step', `transfer_id = '${id}' AND step = 'RECEIPT_SIGNED'`)).toBe(1);
    expect(await stateOf(id)).toBe('RECEIVED');
  });

  it('that the table refuses is answered with the reasons, and lies with them', async () => {
    await folder.bring('A-2', 'ANSWER', receipt({ step: 'INDICTED', externalNo: '粤诉-1' }));
    await settled();
    const told = (await folder.fetch()).find(({ packageId }) => packageId === 'outcome-A-2');
    expect(told?.content).toMatchObject({
      status: 'REJECTED',
      issues: [{ rule: 'transfer.step-not-allowed' }],
    });
    expect(await folder.reasonOf('A-2.xjp')).toBe('transfer.step-not-allowed');
  });
});

describe('who asks for the answers of an organ', () => {
  it('is one; another takes over once its time has passed, and then the first leaves nothing behind', async () => {
    const [first, second] = [new InboxOwner(db), new InboxOwner(db)];
    const requires = (owner: InboxOwner) => db.transact((tx) => owner.require(tx, 'police-x'));
    expect([
      await first.hold('police-x'),
      await second.hold('police-x'),
      await first.hold('police-x'),
    ]).toEqual([true, false, true]);
    await requires(first);
    await expect(requires(second)).rejects.toMatchObject({ code: 'inbox.taken-over' });
    await db.manager.query(
      `UPDATE inbox_owner SET until = now() - interval '1 second' WHERE organ = 'police-x'`,
    );
    await expect(requires(first)).rejects.toMatchObject({ kind: 'stale', code: 'inbox.taken-over' });
    expect([await second.hold('police-x'), await first.hold('police-x')]).toEqual([true, false]);
    await second.letGo('police-x');
    expect(await first.hold('police-x')).toBe(true);
  });
});
