import { Module } from '@nestjs/common';
import { ServiceModule } from '@xianjie/service';
import { config } from './config.js';
import { CaseDecidedHandler } from './decisions/case-decided.handler.js';
import { DecisionAnnulledHandler } from './decisions/decision-annulled.handler.js';
import { DecisionEntity } from './decisions/decision.entity.js';
import { DecisionsService } from './decisions/decisions.service.js';
import { DishonestActEntity } from './dishonest-acts/dishonest-act.entity.js';
import { DishonestActsController } from './dishonest-acts/dishonest-acts.controller.js';
import { DishonestActsService } from './dishonest-acts/dishonest-acts.service.js';
import { AnnouncedChanges } from './feed/announced-changes.js';
import { FeedController } from './feed/feed.controller.js';
import { HistoryController } from './history/history.controller.js';
import { HistoryService } from './history/history.service.js';
import { ListEntryEntity } from './lists/list-entry.entity.js';
import { ListsController } from './lists/lists.controller.js';
import { ListsService } from './lists/lists.service.js';
import { PublicityController } from './publicity/publicity.controller.js';
import { PublicityRecordEntity } from './publicity/publicity-record.entity.js';
import { PublicityWork } from './publicity/publicity-work.js';
import { PublicityService } from './publicity/publicity.service.js';
import { RepairWork } from './repairs/repair-work.js';
import { RepairEntity } from './repairs/repair.entity.js';
import { RepairsController } from './repairs/repairs.controller.js';
import { RepairsService } from './repairs/repairs.service.js';
import { PublicityStatistics, PublicityTalliesJob } from './statistics/publicity-statistics.js';
import { TermEndingJob } from './term-ending.job.js';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'credit-publishing',
      config,
      entities: [DecisionEntity, PublicityRecordEntity, ListEntryEntity, DishonestActEntity, RepairEntity],
      jobs: [TermEndingJob, PublicityTalliesJob],
      description:
        'Publicity records of decisions and dishonesty lists, each for its legal term and no longer.',
    }),
  ],
  controllers: [
    PublicityController,
    ListsController,
    DishonestActsController,
    RepairsController,
    FeedController,
    HistoryController,
    CaseDecidedHandler,
    DecisionAnnulledHandler,
  ],
  providers: [
    DecisionsService,
    PublicityService,
    PublicityWork,
    ListsService,
    DishonestActsService,
    RepairsService,
    RepairWork,
    HistoryService,
    AnnouncedChanges,
    PublicityStatistics,
  ],
})
export class AppModule {}
