import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { send } from '../api/http.js';
import { type ApiProblem, asProblem } from '../api/problem.js';
import {
  type Counts,
  counted,
  type LineOutcome,
  NOTHING,
  outcomesIn,
  type Part,
  partsOf,
} from './import-lines.js';
import { SERVICE } from './patent-data.js';

export interface ImportState {
  readonly phase: 'ready' | 'running' | 'stopped' | 'done';
  /** Lines answered. */
  readonly done: number;
  readonly counts: Counts;
  readonly rejected: readonly LineOutcome[];
  readonly problem?: ApiProblem | undefined;
}

const READY: ImportState = { phase: 'ready', done: 0, counts: NOTHING, rejected: [] };

/** Sends lines part by part; after a pause or a lost connection it goes on with the part that was cut off. */
export function useImport(lines: readonly string[]) {
  const [state, setState] = useState(READY);
  const stop = useRef<AbortController>(undefined);
  const client = useQueryClient();
  const run = async (from: ImportState) => {
    const control = new AbortController();
    stop.current = control;
    let now: ImportState = { ...from, phase: 'running', problem: undefined };
    setState(now);
    try {
      for (const part of partsOf(lines, now.done)) {
        now = await sendPart(part, now, control.signal, setState);
      }
      setState({ ...now, phase: 'done' });
    } catch (error) {
      // What a part had answered before it was cut off is counted when it is sent again.
      const problem = control.signal.aborted ? undefined : asProblem(error);
      setState({ ...now, phase: 'stopped', problem });
    }
    void client.invalidateQueries({ queryKey: [SERVICE] });
  };
  return {
    state,
    start: () => void run(READY),
    goOn: () => void run(state),
    pause: () => stop.current?.abort(),
    forget: () => setState(READY),
  };
}

async function sendPart(
  part: Part,
  before: ImportState,
  signal: AbortSignal,
  show: (state: ImportState) => void,
): Promise<ImportState> {
  const { text: body, before: first, lines } = part;
  const headers = { 'content-type': 'application/x-ndjson' };
  const request = new Request(`/api/${SERVICE}/patents/import`, { method: 'POST', headers, body, signal });
  const response = await send(request);
  let now = before;
  for await (const outcome of outcomesIn(chunksOf(response), first)) {
    const rejected = outcome.status === 'rejected' ? [...now.rejected, outcome] : now.rejected;
    now = { ...now, done: outcome.line, counts: counted(now.counts, outcome), rejected };
    show(now);
  }
  return { ...now, done: first + lines };
}

/** Not every browser lets a stream be walked through by itself. */
async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
