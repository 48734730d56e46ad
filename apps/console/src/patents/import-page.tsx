import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useMay, useSession } from '../api/session.js';
import { ProblemNote } from '../kit/act.js';
import { saveCsv } from '../kit/export.js';
import { Page, Section } from '../kit/page.js';
import { EmptyState } from '../kit/page-state.js';
import { FileField } from '../kit/upload.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { type LineOutcome, linesOf, numberOf } from './import-lines.js';
import { patentWords } from './patents.words.js';
import { type ImportState, useImport } from './use-import.js';
import './patents.css';

const EXAMPLE =
  '{"patentNumber":"202010566088.9","title":"一种无叶风扇","filedOn":"2020-06-19","legalEvents":[{"number":"E01","kind":"GRANTED","effectiveOn":"2021-05-04","publishedOn":"2021-05-04"}]}';

/** Examination hands in patents and their legal events; each line is answered for itself. */
export function Component() {
  const [words, general] = [useWords(patentWords), useWords(common)];
  const { agency } = useSession();
  const may = useMay('patent:import') && agency.kind === 'examination';
  if (!may) {
    return (
      <Page title={words.import}>
        <EmptyState title={general.forbiddenTitle}>{words.notExamination}</EmptyState>
      </Page>
    );
  }
  return (
    <Page title={words.import} lead={words.importLead}>
      <ImportFile />
      <Section title={words.importExample}>
        <pre className="example">{EXAMPLE}</pre>
      </Section>
    </Page>
  );
}

interface ChosenFile {
  readonly name: string;
  readonly lines: readonly string[];
}

function ImportFile() {
  const words = useWords(patentWords);
  const [file, setFile] = useState<ChosenFile>();
  const work = useImport(file?.lines ?? []);
  const take = async (chosen: File) => {
    work.forget();
    setFile({ name: chosen.name, lines: linesOf(await chosen.text()) });
  };
  const isBusy = work.state.phase === 'running';
  return (
    <Section title={file?.name ?? words.chooseFile}>
      {!isBusy && (
        <FileField
          label={file ? words.importAnother : words.chooseFile}
          accept=".ndjson,.jsonl,.json,.txt,application/x-ndjson"
          onFile={(chosen) => void take(chosen)}
        />
      )}
      {file && file.lines.length === 0 && <p className="fault">{words.emptyFile}</p>}
      {file && file.lines.length > 0 && <Run work={work} all={file.lines.length} />}
      <Faults rejected={work.state.rejected} file={file} />
    </Section>
  );
}

function Run({ work, all }: { work: ReturnType<typeof useImport>; all: number }) {
  const words = useWords(patentWords);
  const { state, start, goOn, pause } = work;
  return (
    <div className="import-run">
      <ProblemNote problem={state.problem} />
      <Progress
        aria-label={words.import}
        percent={Math.floor((state.done / all) * 100)}
        {...(state.problem ? { status: 'exception' as const } : {})}
      />
      <div className="form-foot">
        {state.phase === 'ready' && (
          <Button type="primary" onClick={start}>
            {words.importStart}
          </Button>
        )}
        {state.phase === 'running' && <Button onClick={pause}>{words.importStop}</Button>}
        {state.phase === 'stopped' && (
          <Button type="primary" onClick={goOn}>
            {words.importGoOn}
          </Button>
        )}
        <span role="status">
          {words.importProgress(state.done, all)} <Said state={state} />
        </span>
      </div>
    </div>
  );
}

function Said({ state: { phase, counts } }: { state: ImportState }) {
  const words = useWords(patentWords);
  const said = (Object.keys(words.outcomes) as (keyof typeof counts)[])
    .filter((status) => counts[status] > 0)
    .map((status) => `${words.outcomes[status]} ${counts[status]}`);
  const end = phase === 'done' ? words.importDone : phase === 'stopped' ? words.importStopped : '';
  return <span className="soft">{[...said, end].filter(Boolean).join(' · ')}</span>;
}

/** As many rows are drawn; the export holds all of them. */
const MOST_SHOWN = 200;

interface FaultsProps {
  readonly rejected: readonly LineOutcome[];
  readonly file: ChosenFile | undefined;
}

function Faults({ rejected, file }: FaultsProps) {
  const words = useWords(patentWords);
  if (rejected.length === 0 || !file) return null;
  const head = [words.line, words.number, words.field, words.fault];
  const rows = rejected.flatMap(({ line, errors = [] }) =>
    errors.map(({ field, message }) => [line, numberOf(file.lines[line - 1]), field, message]),
  );
  return (
    <div className="import-faults">
      <h3>{`${words.faults} · ${rejected.length}`}</h3>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={words.faults}>
        <table className="plain-table">
          <thead>
            <tr>
              {head.map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_SHOWN).map((row) => (
              <tr key={row.join()}>
                {row.map((cell, at) => (
                  <td key={head[at]} className={at < 3 ? 'number' : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button onClick={() => saveCsv({ name: `${file.name}-${words.faults}`, head, rows })}>
        {words.saveFaults}
      </Button>
    </div>
  );
}
