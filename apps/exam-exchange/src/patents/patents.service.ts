import { Injectable } from '@nestjs/common';
import { recordAudits } from '@xianjie/audit';
import { PatentRecorded, PatentStatusAnswered } from '@xianjie/contracts';
import { DomainError, isDomainError, type FieldIssue } from '@xianjie/errors';
import type { LocalDate, PatentNumber } from '@xianjie/identifiers';
import type { Actor } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock, cursorOf, type Page, readCursor } from '@xianjie/service';
import { z } from 'zod';
import { CaseWatchService } from './case-watch.service.js';
import {
  answerOf,
  asKnownAt,
  mergeReport,
  type Patent,
  type PatentReport,
  sameAnswer,
  type StatusQuestion,
} from './patent.js';
import {
  type AnsweredQuestion,
  closeQuestions,
  findPatents,
  findQuestions,
  holdRegister,
  writePatents,
  writeQuestions,
} from './patents.store.js';
import { patentRecorded, statusAnswered } from './patent-events.js';
import { type FoundPatent, searchPatents } from './patent-search.js';
import { type StatusAnswer, statusOn, valid } from './patent-status.js';
import type { PatentsQuery } from './patents.dto.js';
import { periodsOf } from './periods.js';

/** What became of one report. */
export interface ImportOutcome {
  readonly status: 'recorded' | 'changed' | 'repeated' | 'rejected';
  readonly patentNumber: PatentNumber;
  readonly issues?: readonly FieldIssue[];
}

@Injectable()
export class PatentsService {
  constructor(
    private readonly clock: Clock,
    private readonly cases: CaseWatchService,
  ) {}

  /** Takes reports in, in their order, and answers again every question whose answer changed. */
  async importMany(tx: Tx, reports: readonly PatentReport[], actor: Actor): Promise<ImportOutcome[]> {
    await holdRegister(tx, 'to-import');
    const register = await findPatents(
      tx,
      reports.map((report) => report.patentNumber),
    );
    const changed = new Map<PatentNumber, Patent>();
    const recordedAt = this.clock.now().toISOString();
    const outcomes = reports.map((report) => takeIn(report, register, changed, recordedAt));
    if (changed.size === 0) return outcomes;

    const patents = [...changed.values()];
    await writePatents(tx, patents);
    for (const patent of patents) appendToOutbox(tx, PatentRecorded, patentRecorded(patent));
    await this.answerAgain(tx, changed);
    await this.cases.tell(tx, changed);
    await recordAudits(
      tx,
      actor,
      patents.map(({ number, version }) => ({
        act: 'patent.record',
        subjectId: number,
        details: { version },
      })),
    );
    return outcomes;
  }

  /** Answers questions of leads, and keeps them to be answered again. */
  async ask(tx: Tx, questions: readonly StatusQuestion[]): Promise<void> {
    if (questions.length === 0) return;
    await holdRegister(tx, 'to-ask');
    const register = await findPatents(
      tx,
      questions.map((question) => question.patentNumber),
    );
    await this.answer(
      tx,
      questions.map((question) => ({
        ...question,
        answer: answerOf(register.get(question.patentNumber), question.actOn),
      })),
    );
  }

  /** A lead no longer asks: it was withdrawn, or corrected to name no patent. */
  async forget(tx: Tx, leadIds: readonly string[]): Promise<void> {
    if (leadIds.length > 0) await closeQuestions(tx, leadIds);
  }

  /** Throws `not-found` (`patent.unknown`). */
  async find(tx: Tx, number: PatentNumber): Promise<Patent> {
    const patent = (await findPatents(tx, [number])).get(number);
    if (patent) return patent;
    throw new DomainError('not-found', 'patent.unknown', `Patent ${number} is not in the register`, {
      zh: `登记簿中没有专利 ${number}`,
    });
  }

  async statusOf(
    tx: Tx,
    number: PatentNumber,
    asOf = this.clock.today() as LocalDate,
    knownAt = this.clock.now().toISOString(),
  ): Promise<StatusAnswer & { asOf: LocalDate; knownAt: string }> {
    return { asOf, knownAt, ...statusOn(asKnownAt(await this.find(tx, number), knownAt), asOf) };
  }

  /** The life of a patent in periods, with its legal events, as the register knows or knew it. Throws `not-found`. */
  async timelineOf(tx: Tx, number: PatentNumber, knownAt = this.clock.now().toISOString()) {
    const patent = await this.find(tx, number);
    const known = asKnownAt(patent, knownAt);
    const counting = new Set(valid(known));
    return {
      patent: known,
      knownAt,
      moments: [...new Set(patent.legalEvents.map(({ recordedAt }) => recordedAt))].sort(),
      periods: periodsOf(known),
      events: known.legalEvents.map((event) => ({ ...event, counts: counting.has(event) })),
    };
  }

  /** Patents by number, title, type and status on a day, today unless told, in the order of their numbers. */
  async search(
    tx: Tx,
    { cursor, limit, on = this.clock.today() as LocalDate, ...query }: PatentsQuery,
  ): Promise<Page<FoundPatent> & { on: LocalDate }> {
    const [after] = readCursor(cursor, z.tuple([z.string()])) ?? [];
    const { found, last } = await searchPatents(tx, query, on, after, limit);
    return { on, items: found, nextCursor: last === null ? null : cursorOf([last]) };
  }

  private async answerAgain(tx: Tx, changed: ReadonlyMap<PatentNumber, Patent>): Promise<void> {
    const open = await findQuestions(tx, [...changed.keys()]);
    const stale = open.flatMap((question) => {
      const answer = answerOf(changed.get(question.patentNumber), question.actOn);
      return sameAnswer(answer, question.answer) ? [] : [{ ...question, answer }];
    });
    await this.answer(tx, stale);
  }

  private async answer(tx: Tx, answered: readonly AnsweredQuestion[]): Promise<void> {
    if (answered.length === 0) return;
    await writeQuestions(tx, answered, this.clock.now());
    for (const question of answered) appendToOutbox(tx, PatentStatusAnswered, statusAnswered(question));
  }
}

/** One report against the register as the reports before it left it. */
function takeIn(
  report: PatentReport,
  register: Map<PatentNumber, Patent>,
  changed: Map<PatentNumber, Patent>,
  recordedAt: string,
): ImportOutcome {
  const { patentNumber } = report;
  const known = register.get(patentNumber);
  try {
    const next = mergeReport(known, report, recordedAt);
    if (next === known) return { status: 'repeated', patentNumber };
    register.set(patentNumber, next);
    changed.set(patentNumber, next);
    return { status: known ? 'changed' : 'recorded', patentNumber };
  } catch (error) {
    if (!isDomainError(error, 'conflict')) throw error;
    const issue = {
      field: 'legalEvents',
      rule: error.code,
      message: error.message,
      messageZh: error.zh ?? error.message,
    };
    return { status: 'rejected', patentNumber, issues: [issue] };
  }
}
