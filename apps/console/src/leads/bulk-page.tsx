import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { send } from '../api/http.js';
import { asProblem } from '../api/problem.js';
import { saveBlob, saveCsv } from '../kit/export.js';
import { Page, Section } from '../kit/page.js';
import { FileField } from '../kit/upload.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { bulkWords } from './bulk.words.js';
import { type BulkProgress, NOTHING_YET, type RejectedRow, sendBulk } from './bulk-upload.js';
import { SERVICE } from './lead-data.js';

type Phase = 'idle' | 'sending' | 'cut-off' | 'done';

/** A file of leads, one a line: progress, what was refused and why, and how to go on after a lost connection. */
export function Component() {
  const words = useWords(bulkWords);
  const bulk = useBulk();
  return (
    <Page title={words.title} lead={words.lead}>
      <Section title={words.file}>
        <FileField
          label={words.choose}
          accept=".ndjson,.jsonl,application/x-ndjson"
          onFile={(file) => void bulk.begin(file)}
        />
        {bulk.phase !== 'idle' && <State bulk={bulk} />}
      </Section>
      {bulk.progress.rejected.length > 0 && <Rejected rows={bulk.progress.rejected} />}
    </Page>
  );
}

function useBulk() {
  const client = useQueryClient();
  const [phase, setPhase] = useState<Phase>('idle');
  const [progress, setProgress] = useState<BulkProgress>(NOTHING_YET);
  const [fault, setFault] = useState<string>();
  const file = useRef<File>(undefined);
  const over = useRef(new AbortController());
  useEffect(() => () => over.current.abort(), []);
  const run = async (from: BulkProgress) => {
    if (!file.current) return;
    setPhase('sending');
    setFault(undefined);
    over.current = new AbortController();
    try {
      await sendBulk(file.current, from, post, setProgress, over.current.signal);
      setPhase('done');
      await client.invalidateQueries({ queryKey: [SERVICE] });
    } catch (error) {
      setPhase('cut-off');
      setFault(asProblem(error).message);
    }
  };
  const begin = (next: File) => {
    over.current.abort();
    file.current = next;
    setProgress(NOTHING_YET);
    return run(NOTHING_YET);
  };
  return { phase, progress, fault, size: file.current?.size ?? 0, begin, goOn: () => run(progress) };
}

async function post(body: string, signal: AbortSignal): Promise<string> {
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await send(
    new Request('/api/lead-reporting/leads/bulk', { method: 'POST', headers, body, signal }),
  );
  return response.text();
}

function State({ bulk: { phase, progress, fault, size, goOn } }: { bulk: ReturnType<typeof useBulk> }) {
  const words = useWords(bulkWords);
  const { accepted, repeated, rejected, bytes } = progress;
  const percent = phase === 'done' ? 100 : Math.min(99, Math.floor((bytes / Math.max(1, size)) * 100));
  return (
    <div className="bulk-state">
      <Progress percent={percent} {...(phase === 'cut-off' ? { status: 'exception' as const } : {})} />
      <p role="status">{words.counts(accepted, repeated, rejected.length)}</p>
      {phase === 'cut-off' && (
        <Alert
          type="error"
          showIcon
          title={fault}
          description={words.cutOff}
          action={<Button onClick={() => void goOn()}>{words.goOn}</Button>}
        />
      )}
      {phase === 'done' && (
        <Alert
          type={rejected.length > 0 ? 'warning' : 'success'}
          showIcon
          title={rejected.length > 0 ? words.doneWithErrors : words.done}
        />
      )}
    </div>
  );
}

const SHOWN = 200;

function Rejected({ rows }: { rows: readonly RejectedRow[] }) {
  const [words, general] = [useWords(bulkWords), useWords(common)];
  const lines = rows.flatMap(({ line, issues }) =>
    issues.map(({ field, message }) => [line, field, message] as const),
  );
  const save = () =>
    saveCsv({ name: words.rejectedFile, head: [words.line, words.field, words.why], rows: lines });
  const saveRows = () =>
    saveBlob(
      new Blob([rows.map(({ text }) => `${text}\n`).join('')], { type: 'application/x-ndjson' }),
      `${words.rejectedFile}.ndjson`,
    );
  return (
    <Section
      title={words.rejected(rows.length)}
      extra={
        <span className="acts">
          <Button onClick={save}>{general.exportCsv}</Button>
          <Button onClick={saveRows}>{words.saveRows}</Button>
        </span>
      }
    >
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, SHOWN).map(([line, field, message], at) => (
            <tr key={at}>
              <td className="number">{line}</td>
              <td className="number">{field}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > SHOWN && <p className="soft">{words.more(lines.length - SHOWN)}</p>}
    </Section>
  );
}
