import {
  CaseDecided,
  DishonestActRecorded,
  ListEntryAdded,
  ListEntryRemoved,
  PublicityRecordPublished,
} from '@xianjie/contracts';
import { CreditByFeed } from '../simulators/credit-feed.js';
import { CreditTable } from '../simulators/credit-table.js';
import { CreditByTopics } from '../simulators/credit-topics.js';
import { officerName } from './actors.js';
import { CaseDesk } from './case-desk.js';
import { act, look } from './calls.js';
import type { Page, Scene } from './scene.js';
import { newMatter } from './story-leads.js';
import { INDENT, tellEvent, tellTime } from './tell.js';
import { demand, PATIENCE_MS, until } from './until.js';

const AGENCY = 'ip-hangzhou';
const PLATFORM = 'credit-zhejiang';

/** A decision becomes public, dishonest acts are recorded, one is repaired; and a credit platform ends with the same rows by both ways. */
export async function publish(scene: Scene): Promise<void> {
  await scene.clock.nextMorning();
  tellTime(scene);
  await publishDecision(scene);
  await listDishonest(scene);
  await keepRefusalBack(scene);
  await repair(scene);
  await sameRows(scene);
}

interface RecordView {
  readonly id: string;
  readonly system: string;
  readonly status: string;
  readonly publishBy: string | null;
  readonly publishedOn: string | null;
  readonly endsOn: string | null;
  readonly basis: string | null;
  readonly certainty: string | null;
  readonly version: number;
}

async function publishDecision(scene: Scene): Promise<void> {
  const { actors, progress } = scene;
  const desk = new CaseDesk(scene, AGENCY);
  const opened = await desk.open(newMatter(scene, '杭州普照灯饰', '330110'));
  await desk.find(opened, { turnoverFen: '5200000', gainFen: '900000' });
  await desk.reach(opened, 'NOTIFIED');
  const decided = await desk.decide(opened, '4000000');
  await tellEvent(scene, CaseDecided, opened.id);
  const { decisionNo } = decided.decisions.at(-1)!;
  const officer = actors.officer('credit-publishing', AGENCY);
  let records: readonly RecordView[] = [];
  await until(`records of ${decisionNo}`, PATIENCE_MS, async () => {
    const path = `/publicity?decisionNo=${encodeURIComponent(decisionNo)}`;
    records = (await officer.get<Page<RecordView>>(path)).items;
    return records.length === 2 ? undefined : `${records.length} are prepared`;
  });
  for (const { system, status, publishBy, basis, certainty } of records)
    progress.plain(`${INDENT}${system}: ${status}, to be shown by ${publishBy} (${basis}; ${certainty})`);
  for (const { id, version } of records) {
    const shown = await act<RecordView>(officer, `/publicity/${id}/publication`, { version });
    progress.say(
      `${shown.system}: ${shown.status} on ${shown.publishedOn} by ${officerName(AGENCY)}, through ${shown.endsOn}`,
    );
    await tellEvent(scene, PublicityRecordPublished, id);
  }
}

interface ActView {
  readonly id: string;
  readonly kind: string;
  readonly recordNo: string;
  readonly publishable: boolean;
  readonly why: string;
  readonly certainty: string;
  readonly entryId: string | null;
}

interface EntryView {
  readonly list: string;
  readonly status: string;
  readonly partyName: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Records an act of a company that was recognised so many days ago, as an officer does. */
async function record(scene: Scene, kind: string, facts: string, daysAgo: number): Promise<ActView> {
  const { actors, numbers, clock, progress } = scene;
  const recognisedOn = clock.day(-daysAgo);
  const recorded = await act<ActView>(actors.officer('credit-publishing', AGENCY), '/dishonest-acts', {
    kind,
    creditCode: numbers.company('330106'),
    partyName: `杭州失信商贸（${numbers.run}）有限公司`,
    recognisedOn,
    recordNo: numbers.document('杭知信认', recognisedOn.slice(0, 4)),
    facts,
  });
  progress.say(`${kind}, ${recorded.recordNo} of ${recognisedOn}: publishable: ${recorded.publishable}`);
  progress.plain(`${INDENT}${recorded.why} (${recorded.certainty})`);
  await tellEvent(scene, DishonestActRecorded, recorded.id);
  return recorded;
}

async function listDishonest(scene: Scene): Promise<void> {
  const recorded = await record(scene, 'ITEM_6', '有履行能力而拒不履行行政处罚决定', 10);
  await tellEvent(scene, ListEntryAdded, recorded.entryId!);
  const api = scene.actors.system('credit-publishing', PLATFORM);
  const { list, partyName, startsOn, endsOn } = await look<EntryView>(
    api,
    `/list-entries/${recorded.entryId}`,
  );
  scene.progress.say(`${partyName} is on ${list} from ${startsOn} through ${endsOn}`);
}

async function keepRefusalBack(scene: Scene): Promise<void> {
  const recorded = await record(scene, 'REFUSED_INVESTIGATION', '拒绝提供生产记录', 5);
  demand(!recorded.publishable && recorded.entryId === null, 'a refused investigation was published');
}

/** Months enough after the recognition to be repaired. */
const REPAIRABLE_AFTER_DAYS = 200;

async function repair(scene: Scene): Promise<void> {
  const { actors, progress } = scene;
  const { entryId } = await record(scene, 'ITEM_6', '逾期不履行行政裁决，现已履行', REPAIRABLE_AFTER_DAYS);
  await tellEvent(scene, ListEntryAdded, entryId!);
  const application = await act<{
    id: string;
    verdict: string;
    earliest: string;
    replyBy: string;
    version: number;
  }>(actors.system('credit-publishing', PLATFORM), '/repairs', {
    subjectKind: 'list-entry',
    subjectId: entryId,
    corrected: true,
    commitment: true,
  });
  const { id, verdict, earliest, replyBy, version } = application;
  progress.say(
    `${PLATFORM} hands in a repair: ${verdict}, possible from ${earliest} on; an answer is due by ${replyBy}`,
  );
  await act(actors.officer('credit-publishing', AGENCY), `/repairs/${id}/decision`, {
    version,
    granted: true,
    reason: '已履行义务并公开承诺',
    documentNo: scene.numbers.document('杭知修', scene.clock.today().slice(0, 4)),
  });
  const { value } = await tellEvent(scene, ListEntryRemoved, entryId!);
  progress.say(`granted by ${officerName(AGENCY)}: off the list on ${value.removedOn} (${value.because})`);
}

/** One platform reads the topics, the other the feed. */
async function sameRows({ actors, log, progress }: Scene): Promise<void> {
  const [byTopics, byFeed] = [new CreditTable(), new CreditTable()];
  const topics = new CreditByTopics({ log, table: byTopics });
  const feed = new CreditByFeed({ api: actors.system('credit-publishing', PLATFORM), table: byFeed });
  await until('the same rows by topics and by feed', PATIENCE_MS, async () => {
    await topics.readOn();
    await feed.readOn();
    const difference = byFeed.difference(await feed.state());
    if (difference) return `by feed: ${difference}`;
    return byTopics.contentDigest() === byFeed.contentDigest() ? undefined : 'the topics tell other rows';
  });
  const { broken } = topics.check();
  demand(broken.length === 0, `streams are broken: ${broken.join('; ')}`);
  progress.say(
    `a credit platform holds ${byFeed.count('publicity-record')} records and ${byFeed.count('list-entry')} list entries: by the feed up to ${feed.after}, by the topics, and as the platform says`,
  );
  progress.plain(`${INDENT}SHA-256 of all rows: ${byFeed.contentDigest()}`);
}
