import { Modal } from 'antd';
import { useWords } from '../words/words.js';
import { shellWords } from './shell.words.js';

const keys = [
  ['/', 'search'],
  ['j k', 'move'],
  ['Enter', 'open'],
  ['1 … 9', 'go'],
  ['Esc', 'escape'],
  ['?', 'help'],
] as const;

export function KeyHelp({ close }: { close: () => void }) {
  const words = useWords(shellWords);
  return (
    <Modal open title={words.help} onCancel={close} footer={null} width={420}>
      <dl className="key-list">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{words.helpKeys[does]}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
