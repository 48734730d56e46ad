import { Dropdown, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useWords } from '../../words/words.js';
import type { TransferPage } from '../data.js';
import { words } from '../case-page.words.js';
import { printablesOf } from './printables.js';

/** Documents that are made of what is known, to be printed and signed. */
export function PrintMenu({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const navigate = useNavigate();
  const names = printablesOf(page.seat);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: names.map((name) => ({ key: name, label: say.print[name] })),
        onClick: ({ key }) =>
          key === 'case' ? window.print() : void navigate(`/transfers/${page.id}/print/${key}`),
      }}
    >
      <Button>{say.printable}</Button>
    </Dropdown>
  );
}
