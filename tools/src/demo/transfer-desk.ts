import { TransferStepTaken } from '@xianjie/contracts';
import type { Api } from '../api/api.js';
import { officerName } from './actors.js';
import { act, look, refusalOf } from './calls.js';
import type { CaseDesk, CaseView } from './case-desk.js';
import type { Scene } from './scene.js';
import { INDENT, tellEvent } from './tell.js';
import { demand, PATIENCE_MS, until } from './until.js';

/** What the story looks at on the page of a transfer. */
export interface TransferView {
  readonly id: string;
  readonly caseNo: string | null;
  readonly state: string;
  readonly stateName: string;
  readonly police: string | null;
  readonly procuratorate: string | null;
  readonly dueAt: string | null;
  readonly dueKey: string | null;
  readonly dueOrgan: string | null;
  readonly late: boolean;
  readonly clocks: readonly {
    readonly key: string;
    readonly organ: string;
    readonly state: string;
    readonly dueBy: string | null;
    readonly says: string;
    readonly basis: string;
  }[];
  readonly deliveries: readonly {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly channel: string;
    readonly attempts: number;
    readonly failure: string | null;
  }[];
  readonly steps: readonly {
    readonly no: number;
    readonly step: string;
    readonly stateNow: string;
    readonly organ: string;
    readonly basis: string;
    readonly certainty: string;
    /** Null where it is not addressed to the reader. */
    readonly paper: { readonly documentNo: string | null } | null;
  }[];
  readonly version: number;
}

/** The five kinds of paper that go with a case (国务院令第310号第6条). */
const PAPERS = {
  TRANSFER_LETTER: '涉嫌犯罪案件移送书.pdf',
  INVESTIGATION_REPORT: '调查报告.pdf',
  ARTICLE_LIST: '涉案物品清单.pdf',
  OTHER: '询问笔录.pdf',
} as const;

/** The officers of an agency who transfer a suspected crime. */
export class TransferDesk {
  private readonly first: Api;
  private readonly second: Api;
  private readonly head: Api;

  constructor(
    private readonly scene: Scene,
    private readonly cases: CaseDesk,
  ) {
    const { actors } = scene;
    this.first = actors.officer('case-transfer', cases.agency);
    this.second = actors.officer('case-transfer', cases.agency, 1);
    this.head = actors.head('case-transfer', cases.agency);
  }

  show(id: string): Promise<TransferView> {
    return look<TransferView>(this.first, `/transfers/${id}`);
  }

  /** The transfer that opened by itself on findings that carry a duty; the case shows it. */
  async openedOn(opened: CaseView): Promise<TransferView> {
    let id: string | undefined;
    await until(`a transfer of ${opened.caseNo}`, PATIENCE_MS, async () => {
      id = (await this.cases.show(opened.id)).transfer?.transferId;
      return id ? undefined : 'the case shows none';
    });
    const transfer = await this.show(id!);
    const { police, procuratorate, stateName } = transfer;
    this.scene.progress.say(
      `transfer ${id} opened by itself: ${stateName}; to ${police}, watched by ${procuratorate}`,
    );
    await tellEvent(this.scene, TransferStepTaken, id!, ({ step }) => step === 'CRIME_SUSPECTED');
    return transfer;
  }

  /** Two officers sign the report, and one of them submits it. */
  async report(id: string): Promise<void> {
    const { agency } = this.cases;
    const documentId = await this.paper(id, 'TRANSFER_REPORT', '涉嫌犯罪案件移送报告.pdf');
    await act(this.first, `/transfers/${id}/signatures`, { documentId });
    await act(this.second, `/transfers/${id}/signatures`, { documentId });
    await act(this.first, `/transfers/${id}/steps`, { step: 'REPORT_SUBMITTED', documents: [documentId] });
    this.scene.progress.say(
      `report signed by ${officerName(agency)} and ${officerName(agency, 1)}, and submitted`,
    );
  }

  /** Only the head decides. */
  async approve(id: string): Promise<void> {
    const { agency } = this.cases;
    const path = `/transfers/${id}/steps`;
    const code = await refusalOf(this.first, path, { step: 'APPROVED' });
    demand(code === 'officer.not-head', `${officerName(agency)} was refused for ${code}`);
    const { transfer } = await act<{ transfer: TransferView }>(this.head, path, { step: 'APPROVED' });
    this.scene.progress.say(
      `approved by the head (${officerName(agency)} may not: ${code}); to be delivered by ${transfer.dueAt}`,
    );
    await tellEvent(this.scene, TransferStepTaken, id, ({ step }) => step === 'APPROVED');
  }

  /** Has the case delivered with its papers; one is missing, and why is said. */
  async deliver(id: string): Promise<void> {
    const documents: string[] = [];
    for (const [kind, name] of Object.entries(PAPERS)) documents.push(await this.paper(id, kind, name));
    const missing = [{ kind: 'INSPECTION_OR_APPRAISAL', reason: '鉴定尚在进行' }];
    const order = { documentNo: this.cases.number('移'), documents, missing };
    const { id: deliveryId } = await act<{ id: string }>(this.first, `/transfers/${id}/deliveries`, order);
    this.scene.progress.say(
      `${order.documentNo} is on its way with ${documents.length} papers, one missing with its reason: delivery ${deliveryId}`,
    );
  }

  /** A step of the agency, by one of its officers. */
  take(id: string, step: string, more: object = {}): Promise<TransferView> {
    return this.taken(this.first, id, step, more);
  }

  /** The head refuses: with reasons, or not at all. */
  async refuse(id: string, reasons: string): Promise<void> {
    const { progress } = this.scene;
    const path = `/transfers/${id}/steps`;
    const code = await refusalOf(this.head, path, { step: 'REJECTED_WITH_REASON' });
    demand(code === 'step.form', `a refusal without reasons was refused for ${code}`);
    await this.taken(this.head, id, 'REJECTED_WITH_REASON', { reasons });
    progress.plain(`${INDENT}without reasons it was not taken (${code}); they are: ${reasons}`);
  }

  /** Articles go with the case, and the party was told today. */
  async handOver(id: string): Promise<void> {
    const documents = [await this.paper(id, 'HANDOVER_RECORD', '涉案物品移交清单.pdf')];
    const partyToldOn = this.scene.clock.today();
    await this.take(id, 'EVIDENCE_HANDED_OVER', { documents, seizedItems: 3, partyToldOn });
  }

  /** Registers a case that came without an earlier transfer. */
  async receive(
    { id: caseId, caseNo }: CaseView,
    areaCode: string,
    documentNo: string,
  ): Promise<TransferView> {
    const body = { caseId, areaCode, documentNo, reasons: '人民检察院对相关案件决定不起诉，移送行政处理' };
    const { transfer } = await act<{ transfer: TransferView }>(this.first, '/transfers/reverse-cases', body);
    this.scene.progress.say(`${caseNo} came back by ${documentNo}: ${transfer.stateName}`);
    return transfer;
  }

  private async taken(api: Api, id: string, step: string, more: object): Promise<TransferView> {
    const { transfer } = await act<{ transfer: TransferView }>(api, `/transfers/${id}/steps`, {
      step,
      ...more,
    });
    this.scene.progress.say(`${this.cases.agency}: ${step}; now ${transfer.state}`);
    return transfer;
  }

  /** Waits until the delivery has arrived. */
  async arrived(id: string): Promise<TransferView> {
    await until(`the delivery of ${id}`, PATIENCE_MS, async () => {
      const { status, attempts, failure } = deliveryOf(await this.show(id));
      return status === 'ARRIVED'
        ? undefined
        : `${status} after ${attempts} attempts (${failure ?? 'no failure'})`;
    });
    const transfer = await this.show(id);
    const { channel, attempts } = deliveryOf(transfer);
    this.scene.progress.say(
      `the police system has acknowledged it (${channel}, attempt ${attempts}): ${transfer.stateName}`,
    );
    await tellEvent(this.scene, TransferStepTaken, id, ({ step }) => step === 'DELIVERED');
    return transfer;
  }

  /** The limits that run, and whose they are. */
  async tellOwed(id: string): Promise<void> {
    const { clocks } = await this.show(id);
    for (const { key, organ, dueBy, says, basis } of clocks.filter(({ state }) => state === 'RUNNING'))
      this.scene.progress.plain(`${INDENT}owed by ${organ} by ${dueBy}: ${key}, ${says} (${basis})`);
  }

  /** Every step with its articles, as the agency's page shows them. */
  async tellSteps(id: string): Promise<void> {
    const { caseNo, state, stateName, steps } = await this.show(id);
    this.scene.progress.say(`${caseNo}: ${state}, ${stateName}; the steps and their articles:`);
    for (const { no, step, organ, basis, paper } of steps) {
      const words = paper ? (paper.documentNo ? `, ${paper.documentNo}` : '') : ', a paper between others';
      this.scene.progress.plain(`${INDENT}${no}. ${step} by ${organ}${words} (${basis})`);
    }
  }

  private async paper(id: string, kind: string, name: string): Promise<string> {
    const paper = {
      kind,
      name,
      sha256: this.scene.numbers.digest(),
      bytes: 218_400,
      mediaType: 'application/pdf',
    };
    return (await act<{ id: string }>(this.first, `/transfers/${id}/documents`, paper)).id;
  }
}

export function deliveryOf({ id, deliveries }: TransferView): TransferView['deliveries'][number] {
  const found = deliveries.find(({ kind }) => kind === 'TRANSFER');
  demand(found !== undefined, `transfer ${id} has no delivery`);
  return found;
}
