import {
  TRANSFER_EVENTS,
  transferTransitions,
  type TransferActor,
  type TransferEvent,
} from '@xianjie/statutes';
import {
  call,
  done,
  fang,
  FIVE,
  head,
  now,
  paper,
  papers,
  police,
  proc,
  provincialPolice,
  suspect,
  suspicion,
  transfersOf,
  wait,
  type Who,
  wu,
} from './transfers-rig.suite.js';
import { stepForms } from './step-forms.js';

/** Plays steps of transfers as those whose steps they are, with everything that their forms ask. */

const actors = new Map(transferTransitions.map(({ event, actor }) => [event, actor]));

export const events = Object.keys(TRANSFER_EVENTS) as TransferEvent[];

/** A transfer as it is played. */
export interface Played {
  readonly id: string;
  readonly caseId: string;
  /** The police organ that has it. */
  police: Who;
  /** How often the filing decision was extended. */
  extensions: number;
}

/** A transfer that has just opened. */
export async function begun(change: Parameters<typeof suspicion>[0] = {}): Promise<Played> {
  const event = suspicion(change);
  await suspect(event);
  const [id = ''] = await transfersOf(event.caseId);
  return { id, caseId: event.caseId, police, extensions: 0 };
}

export function takerOf(event: TransferEvent, { police: organ }: Played): Who {
  const takers: Record<TransferActor, Who> = {
    ADMIN: wu,
    ADMIN_HEAD: head,
    POLICE: organ,
    PROC: proc,
    COURT: proc,
  };
  return takers[actors.get(event) ?? 'ADMIN'];
}

/** Takes a step; answers the response. Time goes on by an hour, or as far as the step needs a limit to have passed. */
export async function play(transfer: Played, event: TransferEvent): Promise<Response> {
  wait(transferTransitions.some((each) => each.event === event && each.after) ? 24 * 200 : 1);
  if (event === 'DELIVERED') return deliver(transfer);
  const who = takerOf(event, transfer);
  const { step, ...rest } = await inputOf(transfer, event, who);
  const answer = await call(
    'POST',
    pathOf(transfer, event),
    who,
    elsewhere.has(event) ? rest : { step, ...rest },
  );
  if (event === 'REVIEW_EXTENDED' && answer.status === 201) transfer.extensions += 1;
  if (event === 'FORWARDED' && answer.status === 201) {
    transfer.police = transfer.police === police ? provincialPolice : police;
  }
  return answer;
}

const elsewhere = new Set<TransferEvent>(['PROC_OPINION_TO_TRANSFER', 'REVERSE_CASE_RECEIVED']);

function pathOf({ id, caseId }: Played, event: TransferEvent): string {
  if (event === 'PROC_OPINION_TO_TRANSFER') return `/oversight/cases/${caseId}/opinions`;
  return event === 'REVERSE_CASE_RECEIVED' ? '/transfers/reverse-cases' : `/transfers/${id}/steps`;
}

/** Plays a history, and expects every step to be taken. */
export async function playAll(transfer: Played, history: readonly TransferEvent[]): Promise<void> {
  for (const event of history) {
    const answer = await play(transfer, event);
    if (answer.status > 201) throw new Error(`${event}: ${answer.status} ${await answer.text()}`);
  }
}

/** Orders the delivery, and has it handed over on paper. */
async function deliver({ id }: Played): Promise<Response> {
  const documents = await papers(id, wu, FIVE);
  const body = { documentNo: '杭知移〔2026〕1号', documents };
  const ordered = await call('POST', `/transfers/${id}/deliveries`, wu, body);
  if (ordered.status > 201) return ordered;
  const delivery = (await ordered.json()) as { id: string };
  wait(1);
  return call('POST', `/deliveries/${delivery.id}/hand-over`, wu, { handedOverAt: now().toISOString() });
}

async function inputOf(transfer: Played, event: TransferEvent, who: Who): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = { step: event };
  // A judgment is a paper of another organ: who signed it, and its scan.
  if (actors.get(event) === 'COURT')
    Object.assign(input, { officer: { name: '审判长' }, documents: await documentsFor(transfer, who) });
  if (event === 'REVERSE_CASE_RECEIVED')
    Object.assign(input, { caseId: transfer.caseId, areaCode: '330106' });
  for (const field of stepForms[event].must) input[field] = await valueOf(transfer, event, field, who);
  return input;
}

const EXTENSIONS = ['POLICE_EXTENDED_10D', 'POLICE_EXTENDED_30D', 'POLICE_EXTENDED_60D'];

async function valueOf(transfer: Played, event: TransferEvent, field: string, who: Who): Promise<unknown> {
  const values: Record<string, () => unknown> = {
    documentNo: () => '某字〔2026〕7号',
    reasons: () => '理由如下',
    documents: () => (event === 'REPORT_SUBMITTED' ? signedReport(transfer) : documentsFor(transfer, who)),
    missing: () => [{ kind: 'ARTICLE_LIST', reason: '未附清单' }],
    forwardedTo: () => (transfer.police === police ? provincialPolice.agency : police.agency),
    extension: () => ({
      key: EXTENSIONS[transfer.extensions] ?? 'POLICE_EXTENDED_60D',
      approvedBy: '办案部门负责人',
    }),
    seizedItems: () => 0,
    higherProcuratorate: () => 'procuratorate-zhejiang',
  };
  return values[field]?.();
}

/** Nobody adds papers to a transfer that is not shown to it; a step that is refused for its state needs none. */
async function documentsFor({ id }: Played, who: Who): Promise<string[]> {
  const seen = await call('GET', `/transfers/${id}`, who);
  return seen.ok ? [await paper(id, who, 'NOTICE')] : ['00000000-0000-4000-8000-000000000000'];
}

/** A report of two officers. */
export async function signedReport({ id }: Played, signers: readonly Who[] = [wu, fang]): Promise<string[]> {
  const documentId = await paper(id, wu, 'TRANSFER_REPORT');
  for (const signer of signers) await call('POST', `/transfers/${id}/signatures`, signer, { documentId });
  return [documentId];
}

/** Brings a transfer that has just opened to the police. */
export async function toPolice(transfer: Played): Promise<void> {
  await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED', 'DELIVERED']);
}

export const take = (id: string, who: Who, body: Record<string, unknown>) =>
  done('POST', `/transfers/${id}/steps`, who, body);
