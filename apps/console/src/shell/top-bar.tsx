import { LogoutOutlined, MenuOutlined, QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { Link } from 'react-router';
import { type Session, signOut } from '../api/session.js';
import { appearance, useAppearance } from '../design/appearance.js';
import { type Appearance, appearances } from '../design/tokens.js';
import { common } from '../words/common.words.js';
import { language, useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { shellWords } from './shell.words.js';

interface Props {
  readonly session: Session;
  readonly openSearch: () => void;
  readonly openHelp: () => void;
  readonly toggleMenu: () => void;
  readonly menuOpen: boolean;
}

/** Agency and role, always visible; search, language, appearance. */
export function TopBar({ session, openSearch, openHelp, toggleMenu, menuOpen }: Props) {
  const [words, general] = [useWords(shellWords), useWords(common)];
  return (
    <header className="top-bar">
      <button
        type="button"
        className="menu-button"
        aria-label={words.menu}
        aria-expanded={menuOpen}
        onClick={toggleMenu}
      >
        <MenuOutlined aria-hidden />
      </button>
      <Link to="/" className="product">
        {general.product}
      </Link>
      <Who session={session} />
      <button type="button" className="search-button" title={words.searchHint} onClick={openSearch}>
        <SearchOutlined aria-hidden />
        <span className="search-hint">{words.searchHint}</span>
        <kbd>/</kbd>
      </button>
      <Button
        type="text"
        lang={language.get() === 'zh' ? 'en' : 'zh-CN'}
        aria-label={`${words.languageLabel} ${words.language}`}
        onClick={() => language.set(language.get() === 'zh' ? 'en' : 'zh')}
      >
        {words.language}
      </Button>
      <Button
        type="text"
        className="help-button"
        aria-label={words.help}
        title={`${words.help} ?`}
        icon={<QuestionCircleOutlined aria-hidden />}
        onClick={openHelp}
      />
      <OwnMenu session={session} />
    </header>
  );
}

function Who({ session: { agency, head } }: { session: Session }) {
  const words = useWords(shellWords);
  return (
    <div className="who">
      <strong>{agency.name}</strong>
      <span className="soft">{head ? words.head : words.kinds[agency.kind]}</span>
    </div>
  );
}

function OwnMenu({ session }: { session: Session }) {
  const words = useWords(shellWords);
  const chosen = useAppearance();
  useLanguage();
  const items = [
    {
      key: 'appearance',
      type: 'group' as const,
      label: words.appearance,
      children: appearances.map((name) => ({ key: name, label: words[name] })),
    },
    { type: 'divider' as const },
    { key: 'sign-out', label: words.signOut, icon: <LogoutOutlined aria-hidden /> },
  ];
  const choose = (key: string) => (key === 'sign-out' ? void signOut() : appearance.set(key as Appearance));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectable: true, selectedKeys: [chosen], onClick: ({ key }) => choose(key) }}
    >
      <Button type="text" className="own-button">
        {session.officer?.name ?? words.system}
      </Button>
    </Dropdown>
  );
}
