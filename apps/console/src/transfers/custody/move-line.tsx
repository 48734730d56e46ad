import { Form, Input } from 'antd';
import { bodyOf, transfers } from '../../api/clients.js';
import { useSession } from '../../api/session.js';
import { ActButton } from '../../kit/act.js';
import { CopyNumber } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { StatusTag } from '../../kit/status-tag.js';
import { useWords } from '../../words/words.js';
import { type EvidenceItem, type EvidenceMove, type TransferPage, useRefresh } from '../data.js';
import { useOrganName } from '../organs.js';
import { words } from './custody.words.js';

interface Props {
  readonly page: TransferPage;
  readonly move: EvidenceMove;
  readonly items: readonly EvidenceItem[];
}

/** One hand-over: who gave what to whom, when, under which receipt, and what the other side says of it. */
export function MoveLine({ page, move, items }: Props) {
  const [say, organ] = [useWords(words), useOrganName()];
  const numbers = items.filter(({ id }) => move.items.includes(id)).map(({ no }) => no);
  const { kind, from, to, givenBy, receivedBy, receiptNo, movedAt, partyToldOn, basis, reasons } = move;
  return (
    <li>
      <strong>{say.moveKinds[kind]}</strong>
      <span>
        {organ(from)}（{givenBy || '—'}） → {organ(to)}（{receivedBy || '—'}）
      </span>
      <DateText at={movedAt} />
      <span>
        {say.items(move.items.length)}：<span className="number">{numbers.join('、')}</span>
      </span>
      <CopyNumber number={receiptNo} />
      {partyToldOn && (
        <span className="soft">
          {say.partyToldOn} <DateText at={partyToldOn} />
        </span>
      )}
      {reasons && <span className="soft">{reasons}</span>}
      {basis && <span className="soft">{basis}</span>}
      <Confirmation page={page} move={move} />
    </li>
  );
}

function Confirmation({ page, move }: Omit<Props, 'items'>) {
  const [say, organ] = [useWords(words), useOrganName()];
  const { agency, officer } = useSession();
  const refresh = useRefresh();
  const { confirmation, enteredBy, from, to, id: moveId } = move;
  if (confirmation?.differs)
    return (
      <StatusTag tone="late">
        {say.confirmedDiffers(organ(confirmation.organ), confirmation.differs)}
      </StatusTag>
    );
  if (confirmation) return <StatusTag tone="done">{say.confirmed(organ(confirmation.organ))}</StatusTag>;
  const isMine = officer !== null && agency.id !== enteredBy && (agency.id === from || agency.id === to);
  if (!isMine) return <StatusTag tone="waiting">{say.unconfirmed}</StatusTag>;
  const act = async (body: { differs?: string }) => {
    const path = { id: page.id, moveId };
    await bodyOf(
      transfers.POST('/transfers/{id}/custody/moves/{moveId}/confirmation', { params: { path }, body }),
    );
    await refresh();
  };
  return (
    <ActButton<{ differs?: string }>
      label={say.confirmMove}
      follows={say.confirmMoveFollows}
      fields={
        <Form.Item name="differs" label={say.differs}>
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
      }
      act={act}
    />
  );
}
