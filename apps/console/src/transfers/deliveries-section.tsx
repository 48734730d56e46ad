import { bodyOf, transfers } from '../api/clients.js';
import { useMay, useSession } from '../api/session.js';
import { ActButton } from '../kit/act.js';
import { DateText } from '../kit/date-text.js';
import { Section } from '../kit/page.js';
import { StatusTag, type Tone } from '../kit/status-tag.js';
import { useWords } from '../words/words.js';
import { MomentItem, nowAfter } from './acts/moment-field.js';
import { type DeliveryView, type TransferPage, useRefresh } from './data.js';
import { useOrganName } from './organs.js';
import { words } from './deliveries.words.js';

const tones: Readonly<Record<DeliveryView['status'], Tone>> = {
  WAITING: 'near',
  SENT: 'under-way',
  ARRIVED: 'done',
  BY_HAND: 'done',
};

/** How packages and notices reach the police: what waits since when, and why. */
export function DeliveriesSection({ page }: { page: TransferPage }) {
  const say = useWords(words);
  if (page.deliveries.length === 0) return null;
  return (
    <Section title={say.deliveries}>
      <ul className="plain-list">
        {page.deliveries.map((delivery) => (
          <DeliveryLine key={delivery.id} delivery={delivery} steps={page.steps} />
        ))}
      </ul>
    </Section>
  );
}

interface LineProps {
  readonly delivery: DeliveryView;
  readonly steps: TransferPage['steps'];
}

function DeliveryLine({ delivery, steps }: LineProps) {
  const [say, organ] = [useWords(words), useOrganName()];
  const {
    kind,
    status,
    channel,
    recipient,
    attempts,
    arrivedAt,
    waitingSince,
    nextAttemptAt,
    failure,
    stepNo,
  } = delivery;
  const told = steps.find(({ no }) => no === stepNo)?.stepName;
  return (
    <li>
      <StatusTag tone={tones[status]}>{say.deliveryStatus[status]}</StatusTag>
      <span>
        {organ(recipient)} · {say.deliveryKind[kind]}
        {told && kind === 'NOTICE' ? `（${told}）` : ''} · {say.channel[channel]}
      </span>
      {arrivedAt && <DateText at={arrivedAt} />}
      {waitingSince && (
        <span className="soft">
          {say.waitingSince} <DateText at={waitingSince} relative />
        </span>
      )}
      {attempts > 0 && <span className="soft">{say.attempts(attempts)}</span>}
      {nextAttemptAt && (
        <span className="soft">
          {say.nextAttempt} <DateText at={nextAttemptAt} />
        </span>
      )}
      {failure && (
        <span className="soft">
          {say.failure}：<code>{failure}</code>
        </span>
      )}
      <HandOver delivery={delivery} steps={steps} />
    </li>
  );
}

/** Registers that it went by paper, at its true time; whatever the way it was to go. */
export function HandOver({ delivery, steps }: LineProps) {
  const say = useWords(words);
  const { id, sender, status, kind, waitingSince } = delivery;
  // A case follows its approval; a notice its writing.
  const after = (kind === 'TRANSFER' ? steps.at(-1)?.effectiveAt : waitingSince) ?? undefined;
  const { agency } = useSession();
  const may = useMay('transfer:take-step');
  const refresh = useRefresh();
  if (!may || sender !== agency.id || status === 'ARRIVED' || status === 'BY_HAND') return null;
  const act = async (body: { handedOverAt: string }) => {
    await bodyOf(transfers.POST('/deliveries/{id}/hand-over', { params: { path: { id } }, body }));
    await refresh();
  };
  return (
    <ActButton<{ handedOverAt: string }>
      label={say.handedOver}
      follows={say.handedOverFollows}
      initial={() => ({ handedOverAt: nowAfter(after) })}
      fields={<MomentItem name="handedOverAt" label={say.handedOverAt} after={after} needed />}
      act={act}
    />
  );
}
