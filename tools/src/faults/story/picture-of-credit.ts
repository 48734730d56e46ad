import { listAll, type Scene } from '../../demo/scene.js';
import { CreditByFeed } from '../../simulators/credit-feed.js';
import { CreditTable } from '../../simulators/credit-table.js';
import { CreditByTopics } from '../../simulators/credit-topics.js';
import type { SeenCase } from './picture-of-cases.js';

/** Whose acts and entries the story tells of, and who shows them. */
const AGENCY = 'ip-hangzhou';
const PLATFORM = 'credit-zhejiang';

/** Whether a credit platform shows a row. */
type Shown = (kind: 'publicity-record' | 'list-entry', key: string) => string;

/** Records, acts, entries as the agencies see them, and whether a credit platform shows them, by either way. */
export async function creditLines(scene: Scene, cases: readonly SeenCase[]): Promise<string[]> {
  const shown = await creditTables(scene);
  return [
    ...(await recordsLines(scene, cases, shown)),
    ...(await actsLines(scene)),
    ...(await entriesLines(scene, shown)),
  ];
}

async function recordsLines(
  { actors, numbers }: Scene,
  cases: readonly SeenCase[],
  shown: Shown,
): Promise<string[]> {
  const lines: string[] = [];
  const decisions = cases.flatMap(({ agency, decisions: own }) =>
    own.map((decisionNo) => ({ agency, decisionNo })),
  );
  for (const { agency, decisionNo } of decisions) {
    const api = actors.officer('credit-publishing', agency);
    const path = `/publicity?decisionNo=${encodeURIComponent(decisionNo)}`;
    const records = await listAll<{ id: string; system: string; status: string }>(api, path);
    for (const { id, system, status } of records)
      lines.push(
        `record ${numbers.anonymous(decisionNo)} for ${system}: ${status}, ${shown('publicity-record', id)}`,
      );
  }
  return lines;
}

interface SeenAct {
  readonly kind: string;
  readonly recordNo: string;
  readonly publishable: boolean;
  readonly entryId: string | null;
}

async function actsLines({ actors, numbers }: Scene): Promise<string[]> {
  const acts = await listAll<SeenAct>(actors.officer('credit-publishing', AGENCY), '/dishonest-acts?');
  return acts
    .filter(({ recordNo }) => numbers.isOwn(recordNo))
    .map(({ kind, recordNo, publishable, entryId }) => {
      const listed = entryId === null ? 'on no list' : 'on a list';
      return `act ${kind} ${numbers.anonymous(recordNo)}: publishable ${publishable}, ${listed}`;
    });
}

interface SeenEntry {
  readonly id: string;
  readonly list: string;
  readonly status: string;
  readonly partyName: string;
  readonly removedBecause: string | null;
}

async function entriesLines({ actors, numbers }: Scene, shown: Shown): Promise<string[]> {
  const api = actors.officer('credit-publishing', AGENCY);
  const all = await listAll<SeenEntry>(api, '/list-entries?');
  const own = all.filter(({ partyName }) => numbers.isOwn(partyName));
  const repairs = await listAll<{ subjectId: string; status: string }>(api, '/repairs?');
  return own.flatMap(({ id, list, status, removedBecause }) => [
    `entry on ${list}: ${status} ${removedBecause ?? ''}, ${shown('list-entry', id)}`,
    ...repairs
      .filter(({ subjectId }) => subjectId === id)
      .map(({ status: ended }) => `repair of an entry on ${list}: ${ended}`),
  ]);
}

/** Two tables of a credit platform, read anew; they must hold what the platform says, and the same rows. */
async function creditTables({ actors, log }: Scene): Promise<Shown> {
  const [byTopics, byFeed] = [new CreditTable(), new CreditTable()];
  const topics = new CreditByTopics({ log, table: byTopics });
  const feed = new CreditByFeed({ api: actors.system('credit-publishing', PLATFORM), table: byFeed });
  await topics.readOn();
  await feed.readOn();
  const difference = byFeed.difference(await feed.state());
  if (difference) throw new Error(`a credit platform's table: ${difference}`);
  if (byFeed.contentDigest() !== byTopics.contentDigest()) throw new Error('feed and topics tell other rows');
  return (kind, key) => (byFeed.get(kind, key) ? 'shown by a credit platform' : 'not shown');
}
