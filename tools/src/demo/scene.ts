import { openEventLog } from '@xianjie/messaging';
import type { Api } from '../api/api.js';
import { apiAs } from '../api/sample-agency.js';
import { Progress } from '../stack/progress.js';
import type { StackFile } from '../stack/stack-file.js';
import type { LateConsumer } from './late-consumer-process.js';
import type { LeadKnown } from './picture.js';
import { SeenEvents } from './seen-events.js';

/** The provincial systems that submit. */
export const PROVINCES = ['ip-zhejiang', 'ip-guangdong'] as const;

export const TOPICS = ['lead-reporting.lead', 'exam-exchange.patent-status'] as const;

/** What the steps of the demo share. */
export interface Scene {
  readonly dataRoot: string;
  readonly stack: StackFile;
  readonly progress: Progress;
  readonly seen: SeenEvents;
  /** lead-reporting, as each provincial system calls it. */
  readonly provinces: Readonly<Record<string, Api>>;
  /** Made in step 3, and still there in step 4. */
  late?: LateConsumer;
  close(): Promise<void>;
}

export async function openScene(stack: StackFile, dataRoot: string): Promise<Scene> {
  const log = await openEventLog(stack.eventLog!.address, { clientId: 'demo-partner' });
  const seen = new SeenEvents(log);
  await seen.follow(TOPICS);
  const url = stack.services['lead-reporting']!.url;
  const provinces = Object.fromEntries(PROVINCES.map((id) => [id, apiAs(id, url, stack.issuer!)]));
  return { dataRoot, stack, progress: new Progress(), seen, provinces, close: () => log.close() };
}

export interface LeadView {
  readonly id: string;
  readonly submitter: string;
  readonly externalNo: string;
  readonly status: string;
  readonly patentNumber: string | null;
  readonly actOn: string;
  readonly patentStatus: string | null;
  readonly patentMark: string | null;
  readonly patentMarkReason: string | null;
  readonly patentAnswer: { readonly basis: readonly string[]; readonly since: string | null } | null;
}

interface LeadPage {
  readonly items: readonly LeadView[];
  readonly nextCursor: string | null;
}

/** Every lead of the provinces, as lead-reporting shows each its own. */
export async function listLeads(scene: Scene): Promise<LeadView[]> {
  const lists = PROVINCES.map(async (id) => {
    const own: LeadView[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) });
      const page: LeadPage = await scene.provinces[id]!.get<LeadPage>(`/leads?${query}`);
      own.push(...page.items.filter(({ submitter }) => submitter === id));
      cursor = page.nextCursor;
    } while (cursor);
    return own;
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
