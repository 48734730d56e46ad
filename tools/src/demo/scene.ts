import { openEventLog, REQUESTS_TOPIC, type EventLog } from '@xianjie/messaging';
import type { Api } from '../api/api.js';
import { Progress } from '../stack/progress.js';
import type { StackFile } from '../stack/stack-file.js';
import { deployedTopics } from '../stack/topics.js';
import { Actors } from './actors.js';
import { look } from './calls.js';
import type { LateConsumer } from './late-consumer-process.js';
import type { LeadKnown } from './picture.js';
import { RunNumbers } from './run-numbers.js';
import { SeenEvents } from './seen-events.js';
import { StoryClock } from './story-clock.js';

/** The provincial systems that submit by HTTP. */
export const PROVINCES = ['ip-zhejiang', 'ip-guangdong'] as const;

/** What the steps of the demo share. */
export interface Scene {
  readonly dataRoot: string;
  readonly stack: StackFile;
  readonly progress: Progress;
  readonly clock: StoryClock;
  readonly numbers: RunNumbers;
  readonly actors: Actors;
  /** A client of the log, for the partners that use topics. */
  readonly log: EventLog;
  readonly seen: SeenEvents;
  /** lead-reporting, as each provincial system calls it. */
  readonly provinces: Readonly<Record<string, Api>>;
  /** What one step leaves for later ones. */
  readonly left: Left;
  /** Made in the last step but one, and still there in the last. */
  late?: LateConsumer;
  close(): Promise<void>;
}

export interface Left {
  /** Leads of the files, by id. */
  fileLeads?: ReadonlySet<string>;
  /** A lead that one submitter's officer found to be of one matter with others. */
  matter?: StoryLead;
  /** A lead on which nobody opens a case. */
  forgotten?: StoryLead;
  /** The case that was closed. */
  closedCase?: { readonly id: string; readonly caseNo: string };
}

export interface StoryLead {
  readonly leadId: string;
  readonly partyName: string;
}

export interface SceneOptions {
  /** To the terminal unless told. */
  readonly progress?: Progress;
  /** Told before each act of anybody. */
  readonly acting?: () => void;
}

export async function openScene(
  stack: StackFile,
  dataRoot: string,
  { progress = new Progress(), acting }: SceneOptions = {},
): Promise<Scene> {
  const log = await openEventLog(stack.eventLog!.address, { clientId: 'demo-partner' });
  const actors = new Actors(stack.services, stack.issuer!, acting);
  const provinces = PROVINCES.map((id) => [id, actors.system('lead-reporting', id)] as const);
  return {
    dataRoot,
    stack,
    progress,
    clock: new StoryClock(stack.clock!.file),
    numbers: new RunNumbers(Date.now()),
    actors,
    log,
    seen: new SeenEvents(log, followedTopics()),
    provinces: Object.fromEntries(provinces),
    left: {},
    close: () => log.close(),
  };
}

/** Every topic of the platform. What partners write onto their own is numbered by nobody. */
function followedTopics(): string[] {
  const names = deployedTopics().map(({ name }) => name);
  return names.filter((name) => name !== REQUESTS_TOPIC && !name.includes('.inbound.'));
}

export interface LeadView {
  readonly id: string;
  readonly submitter: string;
  readonly externalNo: string;
  readonly status: string;
  readonly competent: string | null;
  readonly patentNumber: string | null;
  readonly actOn: string;
  readonly patentStatus: string | null;
  readonly patentMark: string | null;
  readonly patentMarkReason: string | null;
  readonly patentAnswer: { readonly basis: readonly string[]; readonly since: string | null } | null;
}

/** A page of any list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every item of a list, page by page; `path` has a query. */
export async function listAll<T>(api: Api, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page: Page<T> = await look<Page<T>>(api, `${path}&limit=200${query}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Every lead of the provinces, as lead-reporting shows each its own. */
export async function listLeads(scene: Scene): Promise<LeadView[]> {
  const lists = PROVINCES.map(async (id) => {
    const all = await listAll<LeadView>(scene.provinces[id]!, '/leads?');
    return all.filter(({ submitter }) => submitter === id);
  });
  return (await Promise.all(lists)).flat();
}

export function knownOf({ id, submitter, patentStatus, patentMark, status }: LeadView): LeadKnown {
  return { leadId: id, submitter, patentStatus, patentMark, withdrawn: status === 'withdrawn' };
}

/** Leads of the provinces only: somebody else may have submitted some of their own. */
export function ofProvinces<T extends { readonly submitter: string }>(leads: readonly T[]): T[] {
  return leads.filter(({ submitter }) => (PROVINCES as readonly string[]).includes(submitter));
}
