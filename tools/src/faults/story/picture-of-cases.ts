import { look } from '../../demo/calls.js';
import type { CaseView } from '../../demo/case-desk.js';
import { listAll, type Scene } from '../../demo/scene.js';
import { daysBetween } from './days.js';

const AGENCIES = ['ip-hangzhou', 'ip-ningbo', 'ip-wenzhou', 'ip-jiaxing', 'ip-shenzhen'] as const;

/** A case of this run: its id, and its number without what differs from run to run. */
export interface SeenCase {
  readonly id: string;
  readonly no: string;
  readonly agency: string;
  readonly openedOn: string;
  readonly decisions: readonly string[];
  readonly transferId: string | null;
}

type CasePage = Omit<CaseView, 'decisions'> & {
  readonly milestones: readonly { readonly milestone: string; readonly on: string }[];
  readonly decisions: readonly {
    readonly decisionNo: string;
    readonly kind: string;
    readonly decidedOn: string;
    readonly fineFen: string;
  }[];
};

/** The cases of this run with what was found, decided and told in them, and the circulars on them. */
export async function casesLines(scene: Scene): Promise<{ lines: string[]; cases: SeenCase[] }> {
  const { actors, numbers } = scene;
  const lines: string[] = [];
  const cases: SeenCase[] = [];
  for (const agency of AGENCIES) {
    const api = actors.officer('lead-reporting', agency);
    const rows = await listAll<{ id: string; caseNo: string }>(api, `/cases?agency=${agency}`);
    for (const { id, caseNo } of rows.filter((row) => numbers.isOwn(row.caseNo))) {
      const page = await look<CasePage>(api, `/cases/${id}`);
      const no = numbers.anonymous(caseNo);
      const { openedOn, decisions, transfer } = page;
      const own = decisions.map(({ decisionNo }) => decisionNo);
      cases.push({ id, no, agency, openedOn, decisions: own, transferId: transfer?.transferId ?? null });
      lines.push(...caseLines(no, page, (text) => numbers.anonymous(text)));
    }
  }
  return { lines: [...lines, ...(await circularsLines(scene, cases))], cases };
}

function caseLines(no: string, page: CasePage, anonymous: (text: string) => string): string[] {
  const { agency, status, openedOn, findings, milestones, decisions, patentNotices, transfer } = page;
  const day = (on: string) => `day ${daysBetween(openedOn, on)}`;
  return [
    `case ${no} of ${agency}: ${status}, ${patentNotices.length} notices on its patent`,
    ...findings.map(
      ({ duty, grounds }, index) => `case ${no}: findings ${index + 1} ${duty} ${grounds.join()}`,
    ),
    ...milestones.map(({ milestone, on }) => `case ${no}: ${milestone} on ${day(on)}`),
    ...decisions.map(
      ({ decisionNo, kind, decidedOn, fineFen }) =>
        `case ${no}: decision ${anonymous(decisionNo)} ${kind} of ${fineFen} fen on ${day(decidedOn)}`,
    ),
    ...(transfer
      ? [
          `case ${no}: its transfer is ${transfer.state} after ${transfer.steps.length} steps, fine barred ${transfer.fineBarred}`,
        ]
      : []),
  ];
}

interface SeenCircular {
  readonly caseId: string;
  readonly circularNo: string | null;
  readonly status: string;
  readonly silent: readonly string[];
  readonly recipients: readonly {
    readonly agency: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly reminders: number;
  }[];
}

async function circularsLines({ actors, numbers }: Scene, cases: readonly SeenCase[]): Promise<string[]> {
  const api = actors.officer('lead-reporting', 'ip-zhejiang', 1);
  const all = await listAll<SeenCircular>(api, '/circulars?');
  return all.flatMap(({ caseId, circularNo, status, silent, recipients }) => {
    const own = cases.find(({ id }) => id === caseId);
    if (!own) return [];
    const name = `circular ${numbers.anonymous(circularNo ?? '')} on ${own.no}`;
    return [
      `${name}: ${status}, silent: ${silent.join() || 'none'}`,
      ...recipients.map(
        ({ agency, state, outcome, reminders }) =>
          `${name}: ${agency} ${state} ${outcome ?? ''}, reminded ${reminders > 0}`,
      ),
    ];
  });
}
