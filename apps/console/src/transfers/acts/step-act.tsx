import { useMemo } from 'react';
import { useSession } from '../../api/session.js';
import { bodyOf, transfers } from '../../api/clients.js';
import { idempotencyKey } from '../../api/http.js';
import { ActButton } from '../../kit/act.js';
import { TRANSFER_STATES } from '@xianjie/statutes';
import { useText, useWords } from '../../words/words.js';
import { type NextStep, type TransferPage, useRefresh } from '../data.js';
import { words } from './acts.words.js';
import { latestOf } from './conflict-rows.js';
import { bodyOfStep, numberFor, type StepValues } from './step-input.js';
import { signedReports } from './signed-reports.js';
import { StepFields } from './step-fields.js';
import { grave, verbs } from './verbs.words.js';

interface Props {
  readonly page: TransferPage;
  readonly next: NextStep;
  /** The one that is expected: its button stands out. */
  readonly first: boolean;
}

/** A step of the table as a verb: with what follows, and what the law asks for. */
export function StepAct({ page, next, first }: Props) {
  const [say, verb] = [useWords(words), useWords(verbs)[next.step]];
  const { agency } = useSession();
  const refresh = useRefresh();
  const number = useMemo(() => numberFor(idempotencyKey), []);
  const documents = page.documents.filter(({ owner }) => owner === agency.id);
  const act = async (values: StepValues, version: number | undefined) => {
    const step = bodyOfStep(next, values);
    const body = { ...step, version: version ?? page.version, externalNo: number(step) };
    await bodyOf(
      transfers.POST('/transfers/{id}/steps', { params: { path: { id: page.id } }, body: body as never }),
    );
    await refresh();
  };
  return (
    <ActButton<StepValues>
      label={verb}
      follows={useFollows(page, next)}
      tone={grave.has(next.step) ? 'danger' : first ? 'primary' : 'plain'}
      refusedBecause={next.refusals.map(({ message }) => message).join('；') || undefined}
      fields={
        <>
          {next.role === 'REGISTER' && <p className="soft">{say.registerNote}</p>}
          <StepFields next={next} documents={documents} after={page.steps.at(-1)?.effectiveAt} />
        </>
      }
      initial={
        next.step === 'REPORT_SUBMITTED' ? { documents: signedReports(documents, page.signatures) } : {}
      }
      draft={`transfer.${page.id}.${next.step}`}
      act={act}
      latest={() => latestOf(page, verb, say)}
    />
  );
}

/** What begins with a step: the limits that start, the state then, and who receives a copy. */
export function useFollows(page: TransferPage, next: NextStep): string {
  const say = useWords(words);
  const states = useStateNames();
  const starts = next.starts.map(({ says }) => says);
  const refusesDuty = next.step === 'REJECTED_WITH_REASON' && page.duty !== 'NO_DUTY_ON_AMOUNT';
  const copied = page.procuratorate !== null && page.seat !== 'PROC' && next.shownTo.includes('PROC');
  return [
    ...(refusesDuty ? [say.dutyReasons] : []),
    ...(starts.length > 0 ? starts : [say.then(states(next.stateThen))]),
    ...(copied && !refusesDuty ? [say.copied] : []),
  ].join('；');
}

function useStateNames(): (state: NextStep['stateThen']) => string {
  const text = useText();
  return (state) => text(TRANSFER_STATES[state]);
}
