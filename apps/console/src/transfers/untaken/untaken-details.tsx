import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { CopyNumber } from '../../kit/copy-number.js';
import { DateText } from '../../kit/date-text.js';
import { Facts } from '../../kit/facts.js';
import { wordFor } from '../../words/law.words.js';
import { useWords } from '../../words/words.js';
import { useOrganName } from '../organs.js';
import { words } from './untaken.words.js';
import type { Untaken } from './untaken-page.js';

interface Props {
  readonly message: Untaken;
}

/** Every reason, and what the message said of itself. */
export function UntakenDetails({ message }: Props) {
  const say = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {say.details}
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={say.title} destroyOnHidden>
        <Shown message={message} />
      </Modal>
    </>
  );
}

function Shown({ message: { organ: from, reference, seenAt, transferId, code, issues, said } }: Props) {
  const [say, organ] = [useWords(words), useOrganName()];
  return (
    <>
      <Facts
        wide
        facts={[
          [say.from, organ(from)],
          [say.seenAt, <DateText at={seenAt} />],
          [say.reference, <CopyNumber number={reference} />],
          [
            say.about,
            transferId ? <Link to={`/transfers/${transferId}`}>{say.openTransfer}</Link> : say.unknownCase,
          ],
        ]}
      />
      <h3 className="sub-head">{say.why}</h3>
      <ul className="reasons-list">
        {issues.map(({ field, rule, message }) => (
          <li key={`${field} ${rule} ${message}`}>
            {field && <code>{field}</code>} {message}
            <div className="soft">
              {say.rule} <code>{rule}</code>
            </div>
          </li>
        ))}
        {issues.length === 0 && <li>{code}</li>}
      </ul>
      {Object.keys(said).length > 0 && (
        <>
          <h3 className="sub-head">{say.said}</h3>
          <Facts
            wide
            facts={Object.entries(said).map(([name, value]) => [wordFor(say.saidNames, name), value])}
          />
        </>
      )}
    </>
  );
}
