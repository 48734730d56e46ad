import { look } from '../../demo/calls.js';
import { listAll, type Scene } from '../../demo/scene.js';
import type { TransferView } from '../../demo/transfer-desk.js';
import { daysBetween } from './days.js';
import type { SeenCase } from './picture-of-cases.js';

type TransferPage = Omit<TransferView, 'steps'> & {
  readonly procuratorate: string;
  readonly fineBarred: boolean;
  readonly closedOn: string | null;
  readonly steps: readonly (TransferView['steps'][number] & { readonly effectiveAt: string })[];
  readonly documents: readonly { readonly kind: string }[];
};

interface Copy {
  readonly kind: string;
  readonly stepNo: number | null;
  readonly content: { readonly step?: string; readonly clockKey?: string };
}

/** Limits in days end on another weekday in every run; this one is of hours. */
const COUNTED_IN_HOURS = 'RECEIPT_24H';

/** The transfers of the cases with steps, limits, deliveries, as their agencies see them, and what the procuratorates received. */
export async function transfersLines(scene: Scene, cases: readonly SeenCase[]): Promise<string[]> {
  const lines: string[] = [];
  for (const seen of cases) {
    const api = scene.actors.officer('case-transfer', seen.agency);
    const lists = ['true', 'false'].map((closed) =>
      listAll<{ id: string }>(api, `/transfers?caseId=${seen.id}&closed=${closed}`),
    );
    const ids = new Set((await Promise.all(lists)).flat().map(({ id }) => id));
    for (const id of ids) {
      const page = await look<TransferPage>(api, `/transfers/${id}`);
      lines.push(...transferLines(scene, seen, page), ...(await copiesLines(scene, seen, page)));
    }
  }
  return lines;
}

function transferLines({ numbers }: Scene, { no, openedOn }: SeenCase, page: TransferPage): string[] {
  const name = `transfer of ${no}`;
  const { state, police, procuratorate, fineBarred, closedOn, steps, clocks, deliveries, documents } = page;
  const deliveryNumber = /[0-9a-f]{12}$/;
  return [
    `${name}: ${state}, ${police}, ${procuratorate}, fine barred ${fineBarred}, closed ${closedOn !== null}`,
    ...steps.map(({ no: at, step, organ, effectiveAt, paper }) => {
      const documentNo = numbers.anonymous(paper?.documentNo ?? '').replace(deliveryNumber, '');
      return `${name}: step ${at} ${step} by ${organ} on day ${daysBetween(openedOn, effectiveAt)} ${documentNo}`;
    }),
    ...clocks.map(({ key, organ, state: runs }) => `${name}: limit ${key} of ${organ} ${runs}`),
    ...deliveries.map(({ kind, status, channel }) => `${name}: delivery ${kind} by ${channel} ${status}`),
    ...documents.map(({ kind }) => `${name}: document ${kind}`),
  ];
}

async function copiesLines(
  { actors }: Scene,
  { id, no }: SeenCase,
  { procuratorate }: TransferPage,
): Promise<string[]> {
  const api = actors.officer('case-transfer', procuratorate);
  const copies = await listAll<Copy>(api, `/oversight/copies?caseId=${id}`);
  return copies
    .filter(({ kind, content }) => kind !== 'LATE' || content.clockKey === COUNTED_IN_HOURS)
    .map(({ kind, stepNo, content }) => {
      const what = content.step ?? content.clockKey ?? '';
      return `transfer of ${no}: ${procuratorate} has ${kind} ${stepNo ?? ''} ${what}`;
    });
}
