import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ErrorState, PageSkeleton } from '../../kit/page-state.js';
import { useWidth } from '../../kit/width.js';
import { useWords } from '../../words/words.js';
import { type DocumentView, SERVICE } from '../data.js';
import { words } from './documents.words.js';
import { fileAddress, readFile } from './document-file.js';

interface Props {
  readonly transferId: string;
  readonly document: DocumentView;
  readonly close: () => void;
}

/** A file beside the case, in the browser's own viewer. */
export function DocumentViewer({ transferId, document, close }: Props) {
  const [say, width] = [useWords(words), useWidth()];
  const { id, name, mediaType } = document;
  const query = useQuery({
    queryKey: [SERVICE, 'document-file', id],
    queryFn: ({ signal }) => readFile(transferId, id, mediaType ?? '', signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const address = useAddressOf(query.data);
  return (
    <Drawer
      open
      onClose={close}
      title={name}
      size={width === 'desk' ? 880 : '100%'}
      extra={
        <Button href={fileAddress(transferId, id)} download={name}>
          {say.download}
        </Button>
      }
      styles={{ body: { padding: 0 } }}
    >
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <PageSkeleton />}
      {address && <Shown address={address} mediaType={mediaType} name={name} />}
    </Drawer>
  );
}

function Shown({ address, mediaType, name }: { address: string; mediaType: string | null; name: string }) {
  if (mediaType?.startsWith('image/')) return <img src={address} alt={name} className="document-image" />;
  return <iframe src={address} title={name} className="document-frame" />;
}

/** An address of a file in memory, for as long as it is shown. */
function useAddressOf(file: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
