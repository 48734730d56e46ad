import type { LeadOffered } from '@xianjie/contracts';

/** A lead as `POST /leads` takes it; the service checks it. */
export interface LeadLine {
  readonly externalNo: string;
  readonly origin: { readonly source: string; readonly [field: string]: string | undefined };
  readonly scope: string;
  readonly subject: { readonly kind: string; readonly name: string; readonly [field: string]: unknown };
  readonly patentNumber?: string;
  readonly actType: string;
  readonly actOn: string;
  readonly areaCode: string;
  readonly goods: string;
  readonly summary?: string;
  readonly evidence?: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

/** The same lead as it is offered on a topic. A natural person is not named on the log: such a lead goes by HTTPS. */
export function offeredOf({ origin, subject, evidence = [], ...lead }: LeadLine): LeadOffered {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    externalNo: lead.externalNo,
    scope: lead.scope,
    source: origin.source,
    platform: text(origin['platform']),
    url: text(origin['url']),
    listingId: text(origin['listingId']),
    fair: text(origin['fair']),
    booth: text(origin['booth']),
    complaintNo: text(origin['complaintNo']),
    receivedOn: text(origin['receivedOn']),
    customs: text(origin['customs']),
    declarationNo: text(origin['declarationNo']),
    subjectKind: subject.kind,
    subjectName: subject.name,
    creditCode: text(subject['creditCode'] ?? subject['operatorCreditCode']),
    shopPlatform: text(subject['platform']),
    shopId: text(subject['shopId']),
    patentNumber: text(lead.patentNumber),
    actType: lead.actType,
    actOn: lead.actOn,
    areaCode: lead.areaCode,
    goods: lead.goods,
    summary: text(lead.summary),
    evidence: evidence.map(({ bytes, ...file }) => ({ ...file, bytes: BigInt(bytes) })),
  };
}
