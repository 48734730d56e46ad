import { Injectable } from '@nestjs/common';
import { PatentRecorded, PatentStatusAnswered } from '@xianjie/contracts';
import type { ExportedState, ExportSource } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { ExportSources } from '@xianjie/service';
import { patentRecorded, statusAnswered } from './patent-events.js';
import { pageOfPatents, pageOfQuestions } from './patents.store.js';

/** The register, for consumers that begin late. */
@Injectable()
export class PatentExport implements ExportSource {
  readonly topic = PatentRecorded.topic;

  constructor(exports: ExportSources) {
    exports.add(this);
  }

  async states(manager: Tx, afterKey: string | undefined, limit: number): Promise<ExportedState[]> {
    const patents = await pageOfPatents(manager, afterKey, limit);
    return patents.map((patent) => ({
      key: patent.number,
      events: [[PatentRecorded, patentRecorded(patent)]],
    }));
  }
}

/** The last answer to each lead, for consumers that begin late. */
@Injectable()
export class StatusExport implements ExportSource {
  readonly topic = PatentStatusAnswered.topic;

  constructor(exports: ExportSources) {
    exports.add(this);
  }

  async states(manager: Tx, afterKey: string | undefined, limit: number): Promise<ExportedState[]> {
    const questions = await pageOfQuestions(manager, afterKey, limit);
    return questions.map((question) => ({
      key: question.leadId,
      events: [[PatentStatusAnswered, statusAnswered(question)]],
    }));
  }
}
