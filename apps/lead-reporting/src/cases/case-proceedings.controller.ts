import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '@xianjie/identity';
import { Database, type Tx } from '@xianjie/persistence';
import { Describe, IdPipe, overLatest } from '@xianjie/service';
import type { Case } from './case.js';
import { CaseProceedings } from './case-proceedings.js';
import { viewOf } from './case-view.js';
import { caseView } from './case-view.dto.js';
import {
  AnnulDecisionDto,
  CloseCaseDto,
  DecideCaseDto,
  ExtendLimitDto,
  factsIn,
  RecordFindingsDto,
  RecordMilestoneDto,
} from './cases.dto.js';
import { CasesService } from './cases.service.js';

const answers = { 200: caseView };

/** What happens to a case, each act answered with the case as it then is. */
@Controller('cases/:id')
export class CaseProceedingsController {
  constructor(
    private readonly db: Database,
    private readonly cases: CasesService,
    private readonly proceedings: CaseProceedings,
  ) {}

  @Post('findings')
  @HttpCode(200)
  @Allow('case:record')
  @Describe({
    summary: 'Record what was found out; answers whether the law of that day makes it a duty to transfer',
    answers,
  })
  recordFindings(
    @Param('id', IdPipe) id: string,
    @Body() { version, officer, ...facts }: RecordFindingsDto,
    @CurrentActor() actor: Actor,
  ) {
    const words = { version, officer };
    return this.act(id, (tx) => this.proceedings.recordFindings(tx, id, factsIn(facts), words, actor));
  }

  @Post('milestones')
  @HttpCode(200)
  @Allow('case:record')
  @Describe({
    summary: 'Record how far the procedure is; another day for a milestone needs a reason',
    answers,
  })
  recordMilestone(
    @Param('id', IdPipe) id: string,
    @Body() { version, officer, ...given }: RecordMilestoneDto,
    @CurrentActor() actor: Actor,
  ) {
    const words = { version, officer };
    return this.act(id, (tx) => this.proceedings.recordMilestone(tx, id, given, words, actor));
  }

  @Post('decisions')
  @HttpCode(200)
  @Allow('case:decide')
  @Describe({
    summary: 'Record the decision, checked against the ceiling of fines and against transfers',
    answers,
  })
  decide(
    @Param('id', IdPipe) id: string,
    @Body() { version, officer, ...given }: DecideCaseDto,
    @CurrentActor() actor: Actor,
  ) {
    return this.act(id, (tx) => this.proceedings.decide(tx, id, given, { version, officer }, actor));
  }

  @Post('decisions/:decisionId/annulment')
  @HttpCode(200)
  @Allow('case:decide')
  @Describe({ summary: 'Record that a decision was annulled or replaced', answers })
  annul(
    @Param('id', IdPipe) id: string,
    @Param('decisionId', IdPipe) decisionId: string,
    @Body() { version, officer, on, because, documentNo, note }: AnnulDecisionDto,
    @CurrentActor() actor: Actor,
  ) {
    const annulment = { on, because, documentNo: documentNo ?? null, note: note ?? null };
    const words = { version, officer };
    return this.act(id, (tx) => this.proceedings.annul(tx, id, decisionId, annulment, words, actor));
  }

  @Post('limit-extension')
  @HttpCode(200)
  @Allow('case:decide')
  @Describe({ summary: 'Record that the limit for deciding was extended, as the statute allows', answers })
  extendLimit(
    @Param('id', IdPipe) id: string,
    @Body() { version, officer, ...extension }: ExtendLimitDto,
    @CurrentActor() actor: Actor,
  ) {
    return this.act(id, (tx) => this.proceedings.extendLimit(tx, id, extension, { version, officer }, actor));
  }

  @Post('closing')
  @HttpCode(200)
  @Allow('case:decide')
  @Describe({ summary: 'Close the case', answers })
  close(
    @Param('id', IdPipe) id: string,
    @Body() { version, officer, on, outcome, note }: CloseCaseDto,
    @CurrentActor() actor: Actor,
  ) {
    const closing = { on, outcome, note: note ?? null };
    const words = { version, officer };
    return this.act(id, (tx) => this.proceedings.close(tx, id, closing, words, actor));
  }

  private act(id: string, work: (tx: Tx) => Promise<Case>) {
    return overLatest(`/cases/${id}`, () =>
      this.db.transact(async (tx) => {
        const done = await work(tx);
        return viewOf(done, await this.cases.clocks(tx, done), this.cases.now());
      }),
    );
  }
}
