import type { Text } from '@xianjie/statutes';
import type { CircularAct, Outcome, Recipient } from '../circulars/circular.js';
import type { CircularWithRecipients } from '../circulars/circulars.service.js';
import { dayOf, type Lines } from './line.js';
import type { TimelineLine } from './timeline.dto.js';

const TITLES: Readonly<Record<CircularAct['act'], Text>> = {
  proposed: { zh: '报送通报', en: 'Circular proposed' },
  returned: { zh: '退回通报', en: 'Circular returned' },
  distributed: { zh: '下发通报', en: 'Circular distributed' },
  corrected: { zh: '更正通报', en: 'Circular corrected' },
  withdrawn: { zh: '撤回通报', en: 'Circular withdrawn' },
  reminded: { zh: '催办签收', en: 'Addressees reminded' },
};

const OUTCOMES: Readonly<Record<Outcome, Text>> = {
  NO_CASE: { zh: '反馈：未发现违法行为', en: 'Answered: no case' },
  FILED: { zh: '反馈：已立案', en: 'Answered: a case was opened' },
  MERGED: { zh: '反馈：并案处理', en: 'Answered: merged with a case' },
  RETURNED: { zh: '反馈：不属于本机关管辖', en: 'Answered: not its matter' },
};

/** A circular's way to its addressees, each receipt, and who is silent; `shown` are the addressees that the caller sees. */
export function linesOfCircular(
  { circular, shown }: CircularWithRecipients & { readonly shown: readonly Recipient[] },
  lines: Lines,
): TimelineLine[] {
  const { id, circularNo, acts, status } = circular;
  const link = { type: 'circular', id };
  const hops = acts.map(({ act, at, agency, officer, what }) =>
    lines.done({
      ...{
        kind: 'circular',
        what: `circular.${act}`,
        title: TITLES[act],
        at,
        on: dayOf(at),
        agency,
        officer,
      },
      to: act === 'distributed' ? shown.map((each) => each.agency) : [],
      documentNo: act === 'proposed' || act === 'returned' ? null : circularNo,
      note: act === 'distributed' || act === 'reminded' ? null : what,
      link,
    }),
  );
  const live = status === 'distributed';
  return [...hops, ...shown.flatMap((each) => recipientLines(each, circular.revision, live, link, lines))];
}

function recipientLines(
  recipient: Recipient,
  revision: number,
  live: boolean,
  link: { type: string; id: string },
  lines: Lines,
): TimelineLine[] {
  const { agency, acknowledgedAt, acknowledgedBy, acknowledgedRevision, acknowledgeBy } = recipient;
  const found: TimelineLine[] = [];
  if (acknowledgedAt)
    found.push(
      lines.done({
        ...{ kind: 'circular', what: 'circular.acknowledged', agency, officer: acknowledgedBy, link },
        title: { zh: '签收通报', en: 'Circular acknowledged' },
        ...stamp(acknowledgedAt),
      }),
    );
  if (recipient.outcome && recipient.outcomeAt)
    found.push(
      lines.done({
        ...{ kind: 'circular', what: 'circular.answered', title: OUTCOMES[recipient.outcome], agency, link },
        ...stamp(recipient.outcomeAt),
        note: recipient.outcomeNote,
      }),
    );
  if (live && acknowledgedRevision < revision)
    found.push(
      lines.awaited({
        ...{ kind: 'circular', what: 'circular.receipt-awaited', on: acknowledgeBy, agency, link },
        title: { zh: '尚未签收通报', en: 'Circular not acknowledged' },
      }),
    );
  return found;
}

const stamp = (at: Date) => ({ at: at.toISOString(), on: dayOf(at.toISOString()) });
