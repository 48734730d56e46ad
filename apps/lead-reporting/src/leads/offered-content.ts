import type { LeadOffered } from '@xianjie/contracts';

/** What a partner offers on its topic, in the shape that `POST /leads` takes; it is checked there, not here. */
export function contentOf(offered: LeadOffered): unknown {
  const { externalNo, scope, patentNumber, actType, actOn, areaCode, goods, summary, evidence } = offered;
  return present({
    externalNo,
    origin: originOf(offered),
    scope,
    subject: subjectOf(offered),
    patentNumber,
    actType,
    actOn,
    areaCode,
    goods,
    summary,
    evidence: evidence.map(({ bytes, ...file }) => ({ ...file, bytes: Number(bytes) })),
  });
}

function originOf(offered: LeadOffered): object {
  const { source, platform, url, listingId, fair, booth, complaintNo, receivedOn, customs, declarationNo } =
    offered;
  return present({
    source,
    platform,
    url,
    listingId,
    fair,
    booth,
    complaintNo,
    receivedOn,
    customs,
    declarationNo,
  });
}

function subjectOf({ subjectKind, subjectName, creditCode, shopPlatform, shopId }: LeadOffered): object {
  const kind = subjectKind;
  if (kind === 'SHOP')
    return present({
      kind,
      platform: shopPlatform,
      shopId,
      name: subjectName,
      operatorCreditCode: creditCode,
    });
  return present({ kind, name: subjectName, creditCode, platform: shopPlatform, shopId });
}

/** Without the fields that are null: a field that does not belong there is named by the check. */
function present(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
