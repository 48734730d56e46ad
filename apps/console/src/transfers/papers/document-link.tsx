import { Button } from 'antd';
import { useState } from 'react';
import { sizeText } from '../../kit/numbers.js';
import { useWords } from '../../words/words.js';
import type { DocumentView } from '../data.js';
import { words } from './documents.words.js';
import { fileAddress, isShown } from './document-file.js';
import { DocumentViewer } from './document-viewer.js';

/** A paper by name: opened in place where the browser can show it, else downloaded; one that lies elsewhere is only named. */
export function DocumentLink({ transferId, document }: { transferId: string; document: DocumentView }) {
  const say = useWords(words);
  const [open, setOpen] = useState(false);
  const { id, name, bytes, stored } = document;
  if (!stored) return <span title={say.onlyDigest}>{name || '—'}</span>;
  if (!isShown(document))
    return (
      <a href={fileAddress(transferId, id)} download={name}>
        {name} <span className="soft">{sizeText(bytes)}</span>
      </a>
    );
  return (
    <>
      <Button type="link" size="small" className="link-button" onClick={() => setOpen(true)}>
        {name}
      </Button>
      {open && <DocumentViewer transferId={transferId} document={document} close={() => setOpen(false)} />}
    </>
  );
}
