import { Button, Progress } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { Upload as TusUpload } from 'tus-js-client';
import { ownRequest } from '../api/http.js';
import { useWords } from '../words/words.js';
import { kitWords } from './kit.words.js';
import { sizeText } from './numbers.js';

interface Props {
  /** Where uploads are created (tus 1.0): `/api/case-transfer/uploads`. */
  readonly endpoint: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly label: string;
  /** The upload's address once all of it is there. */
  readonly onDone: (address: string, file: File) => void;
}

type State = {
  readonly sent: number;
  readonly total: number;
  readonly fault?: string;
  readonly isPaused?: boolean;
};

/** A file sent in pieces: it shows how far it is, goes on where a lost connection cut it off, and after a reload as well. */
export function ResumableUpload({ endpoint, metadata = {}, accept, label, onDone }: Props) {
  const words = useWords(kitWords);
  const [state, setState] = useState<State>();
  const upload = useRef<TusUpload>(undefined);
  useEffect(() => () => void upload.current?.abort(), []);
  const begin = async (file: File) => {
    const made = new TusUpload(file, {
      // Answers name an upload relative to the whole address.
      endpoint: new URL(endpoint, location.href).href,
      headers: { ...ownRequest },
      metadata: { filename: file.name, filetype: file.type, ...metadata },
      chunkSize: 4 * 1024 ** 2,
      retryDelays: [0, 1000, 3000, 10_000, 30_000],
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => setState({ sent, total }),
      onError: (error) =>
        setState((before) => ({ sent: 0, total: file.size, ...before, fault: error.message })),
      onSuccess: () => onDone(made.url ?? '', file),
    });
    upload.current = made;
    setState({ sent: 0, total: file.size });
    const [earlier] = await made.findPreviousUploads();
    if (earlier) made.resumeFromPreviousUpload(earlier);
    made.start();
  };
  const pause = () => {
    void upload.current?.abort();
    setState((before) => before && { ...before, isPaused: true });
  };
  const resume = () => {
    setState((before) => before && { sent: before.sent, total: before.total });
    upload.current?.start();
  };
  return (
    <div className="upload">
      <FileField label={label} {...(accept ? { accept } : {})} onFile={(file) => void begin(file)} />
      {state && (
        <div className="upload-progress" role="status">
          <Progress
            percent={Math.floor((state.sent / Math.max(1, state.total)) * 100)}
            {...(state.fault ? { status: 'exception' as const } : {})}
          />
          <span>{words.progress(sizeText(state.sent), sizeText(state.total))}</span>
          {state.fault && <span className="fault">{words.paused}</span>}
          {state.fault || state.isPaused ? (
            <Button size="small" onClick={resume}>
              {words.resume}
            </Button>
          ) : (
            state.sent < state.total && (
              <Button size="small" onClick={pause}>
                {words.pause}
              </Button>
            )
          )}
        </div>
      )}
    </div>
  );
}

interface FileFieldProps {
  readonly label: string;
  readonly accept?: string;
  readonly onFile: (file: File) => void;
}

/** A place to choose a file, or to drop one onto. */
export function FileField({ label, accept, onFile }: FileFieldProps) {
  const words = useWords(kitWords);
  const [name, setName] = useState<string>();
  const [over, setOver] = useState(false);
  const id = useId();
  const take = (file: File | undefined) => {
    if (!file) return;
    setName(file.name);
    onFile(file);
  };
  return (
    <div
      className={over ? 'file-field over' : 'file-field'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
      <span className="soft">{name ?? words.dropHere}</span>
    </div>
  );
}
