import type { LocalDate } from '@xianjie/identifiers';
import type { Api } from '../api/api.js';
import { officerName, twoOfficers } from './actors.js';
import { act, look } from './calls.js';
import type { Scene } from './scene.js';
import type { Matter } from './story-leads.js';
import { INDENT, yuan } from './tell.js';

/** What the story looks at on the page of a case. */
export interface CaseView {
  readonly id: string;
  readonly agency: string;
  readonly caseNo: string;
  readonly leadId: string | null;
  readonly status: string;
  readonly openedOn: string;
  readonly limit: { readonly dueOn: string | null } | null;
  readonly findings: readonly {
    readonly duty: string;
    readonly grounds: readonly string[];
    readonly basis: string;
    readonly certainty: string;
    readonly why: { readonly en: string };
  }[];
  readonly decisions: readonly { readonly id: string; readonly decisionNo: string }[];
  readonly transfer: {
    readonly transferId: string;
    readonly state: string;
    readonly dueOn: string | null;
    readonly fineBarred: boolean;
    readonly steps: readonly {
      readonly stepNo: number;
      readonly step: string;
      readonly state: string;
      readonly organ: string;
      readonly documentNo: string | null;
      readonly effectiveAt: string;
    }[];
  } | null;
  readonly patentNotices: readonly {
    readonly patentNumber: string;
    readonly statusBefore: string;
    readonly statusNow: string;
    readonly newEvents: readonly { readonly number: string; readonly kind: string }[];
    readonly basis: readonly string[];
  }[];
  readonly version: number;
}

/** The words of agencies in the numbers of their documents. */
const WORDS: Readonly<Record<string, string>> = {
  'ip-hangzhou': '杭',
  'ip-ningbo': '甬',
  'ip-wenzhou': '温',
  'ip-jiaxing': '嘉',
  'ip-shenzhen': '深',
  'ip-zhejiang': '浙',
};

/** Amounts in fen, as digits. */
export interface Facts {
  readonly turnoverFen: string;
  readonly gainFen?: string;
  readonly directLossFen?: string;
}

/** The officers of an agency who handle its cases; whoever is signed in acts. */
export class CaseDesk {
  readonly api: Api;

  constructor(
    private readonly scene: Scene,
    readonly agency: string,
  ) {
    this.api = scene.actors.officer('lead-reporting', agency);
  }

  /** `杭知案〔2026〕…号` for the word 案. */
  number(word: string): string {
    const { numbers, clock } = this.scene;
    return numbers.document(`${WORDS[this.agency]}知${word}`, clock.today().slice(0, 4));
  }

  /** Opens a case on a matter of its own, or on a lead. */
  async open(given: { readonly leadId: string } | Matter): Promise<CaseView> {
    const { progress } = this.scene;
    const about =
      'leadId' in given
        ? { leadId: given.leadId }
        : {
            areaCode: given.areaCode,
            actType: 'USING_ANOTHERS_NUMBER',
            actOn: given.actOn,
            patentNumber: given.patentNumber,
            goods: '无叶风扇',
            party: { kind: 'ORGANISATION', name: given.partyName, creditCode: given.creditCode },
          };
    const body = { caseNo: this.number('案'), officers: twoOfficers(this.agency), ...about };
    const opened = await act<CaseView>(this.api, '/cases', body);
    const officers = twoOfficers(this.agency).map(({ name }) => name);
    progress.say(
      `${this.agency} opens ${opened.caseNo} on ${opened.openedOn}: ${officers.join(', ')}; to be decided by ${opened.limit?.dueOn ?? 'no day'}`,
    );
    return opened;
  }

  show(id: string): Promise<CaseView> {
    return look<CaseView>(this.api, `/cases/${id}`);
  }

  /** Records findings of today about an act that ended some days ago; tells what the law makes of them. */
  async find({ id, caseNo }: CaseView, facts: Facts): Promise<CaseView> {
    const { clock, progress } = this.scene;
    const found = await act<CaseView>(this.api, `/cases/${id}/findings`, {
      actEndOn: clock.day(-15),
      discoveredOn: clock.today(),
      subject: 'UNIT',
      actType: 'OTHERS_NUMBER',
      ...facts,
    });
    const { duty, grounds, basis, certainty, why } = found.findings.at(-1)!;
    const amounts = Object.entries(facts).map(
      ([name, fen]) => `${name.replace('Fen', '')} ${yuan(fen as string)}`,
    );
    progress.say(`findings of ${caseNo} on ${clock.today()}: ${amounts.join(', ')}`);
    progress.plain(
      `${INDENT}${duty}${grounds.length > 0 ? ` on ${grounds.join(', ')}` : ''} (${basis}; ${certainty}): ${why.en}`,
    );
    return found;
  }

  /** Records a milestone of today. */
  async reach({ id, caseNo }: CaseView, milestone: string): Promise<void> {
    const { clock, progress } = this.scene;
    await act(this.api, `/cases/${id}/milestones`, { milestone, on: clock.today() });
    progress.say(`${caseNo}: ${milestone} on ${clock.today()}`);
  }

  /** Decides on a fine, or with `0` on a warning. */
  async decide({ id, caseNo }: CaseView, fineFen: string): Promise<CaseView> {
    const { clock, progress } = this.scene;
    const decided = await act<CaseView>(this.api, `/cases/${id}/decisions`, this.decision(fineFen));
    const { decisionNo } = decided.decisions.at(-1)!;
    const penalty = fineFen === '0' ? 'a warning' : `a fine of ${yuan(fineFen)}`;
    progress.say(
      `${caseNo} is decided on ${clock.today()} by ${officerName(this.agency)}: ${decisionNo}, ${penalty}`,
    );
    return decided;
  }

  /** What a decision of today says. */
  decision(fineFen: string): Readonly<Record<string, unknown>> {
    const fined = fineFen !== '0';
    return {
      decisionNo: this.number('罚字'),
      kind: 'PENALTY',
      decidedOn: this.scene.clock.today() satisfies LocalDate,
      violation: '在产品包装上标注他人的专利号',
      legalBasis: '《中华人民共和国专利法》第六十八条',
      content: fined ? '责令改正，处以罚款' : '责令改正，予以警告',
      penalties: [fined ? 'FINE' : 'WARNING'],
      ...(fined ? { fineFen } : {}),
      procedure: 'ORDINARY',
      gravity: 'GENERAL',
    };
  }

  async close({ id, caseNo }: CaseView): Promise<CaseView> {
    const { clock, progress } = this.scene;
    const closed = await act<CaseView>(this.api, `/cases/${id}/closing`, {
      on: clock.today(),
      outcome: 'DECIDED',
    });
    progress.say(`${caseNo} is ${closed.status} on ${clock.today()}`);
    return closed;
  }
}
