import { Module } from '@nestjs/common';
import { LeadOffered } from '@xianjie/contracts';
import { ServiceModule } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { AssignLeadsJob } from './cases/assign-leads.job.js';
import { CaseExport } from './cases/case-export.js';
import { CaseNotes } from './cases/case-notes.service.js';
import { CasePatentAffectedHandler } from './cases/case-patent-affected.handler.js';
import { CaseProceedingsController } from './cases/case-proceedings.controller.js';
import { CaseProceedings } from './cases/case-proceedings.js';
import { CaseWork } from './cases/case-work.js';
import { CaseEntity } from './cases/case.entity.js';
import { CasesController } from './cases/cases.controller.js';
import { CasesService } from './cases/cases.service.js';
import { TransferOpenedHandler } from './cases/transfer-opened.handler.js';
import { TransferStepTakenHandler } from './cases/transfer-step-taken.handler.js';
import { WaitingLeadsController } from './cases/waiting-leads.controller.js';
import { WaitingLeads } from './cases/waiting-leads.service.js';
import { AnnouncedChanges } from './changes/announced-changes.js';
import { CircularAnswersService } from './circulars/circular-answers.service.js';
import { CircularWork } from './circulars/circular-work.js';
import { CircularEntity } from './circulars/circular.entity.js';
import { CircularsController } from './circulars/circulars.controller.js';
import { CircularsService } from './circulars/circulars.service.js';
import { RemindSilentJob } from './circulars/remind-silent.job.js';
import { ClusterExport } from './clusters/cluster-export.js';
import { ClusterSuggester } from './clusters/cluster-suggester.js';
import { ClusterEntity } from './clusters/cluster.entity.js';
import { ClustersController } from './clusters/clusters.controller.js';
import { ClustersService } from './clusters/clusters.service.js';
import { SuggestClustersJob } from './clusters/suggest-clusters.job.js';
import { ClockAlarms } from './clocks/clock-alarms.js';
import { ClockAlarmJob, ClockRecomputeJob } from './clocks/clock.jobs.js';
import { config } from './config.js';
import { CompetentAgencies } from './leads/competent-agencies.js';
import { LeadExport } from './leads/lead-export.js';
import { LeadOfferedInbox } from './leads/lead-offered.inbox.js';
import { LeadEntity } from './leads/lead.entity.js';
import { LeadsController } from './leads/leads.controller.js';
import { LeadIntake } from './leads/lead-intake.js';
import { LeadsService } from './leads/leads.service.js';
import { PartnerTopics } from './leads/partner-topics.js';
import { PatentStatusAnsweredHandler } from './leads/patent-status-answered.handler.js';
import { PersonalNumbers } from './leads/personal-numbers.js';
import { PublicityRecordPublishedHandler } from './publicity/publicity-record-published.handler.js';
import { PublicityRecordRemovedHandler } from './publicity/publicity-record-removed.handler.js';
import { CircularStatistics } from './statistics/circular-statistics.js';
import { LeadStatistics, LeadTalliesJob } from './statistics/lead-statistics.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { TimelineService } from './timeline/timeline.service.js';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'lead-reporting',
      config,
      partners: { topic: LeadOffered.topic, handler: LeadOfferedInbox },
      entities: [LeadEntity, ClusterEntity, CaseEntity, CircularEntity],
      jobs: [
        SuggestClustersJob,
        AssignLeadsJob,
        ClockAlarmJob,
        ClockRecomputeJob,
        RemindSilentJob,
        LeadTalliesJob,
      ],
      description:
        'Leads on suspected violations, which of them are one matter, and the administrative cases opened on them.',
    }),
  ],
  controllers: [
    LeadsController,
    ClustersController,
    CasesController,
    CaseProceedingsController,
    WaitingLeadsController,
    CircularsController,
    PatentStatusAnsweredHandler,
    TransferOpenedHandler,
    TransferStepTakenHandler,
    CasePatentAffectedHandler,
    TimelineController,
    PublicityRecordPublishedHandler,
    PublicityRecordRemovedHandler,
  ],
  providers: [
    LeadIntake,
    LeadsService,
    CompetentAgencies,
    LeadExport,
    LeadOfferedInbox,
    ClustersService,
    ClusterSuggester,
    ClusterExport,
    CasesService,
    CaseProceedings,
    CaseNotes,
    CaseExport,
    CaseWork,
    WaitingLeads,
    TimelineService,
    AnnouncedChanges,
    LeadStatistics,
    CircularStatistics,
    ClockAlarms,
    { provide: Statutes, useFactory: () => Statutes.inForce() },
    CircularsService,
    CircularAnswersService,
    CircularWork,
    { provide: PartnerTopics, useFactory: () => new PartnerTopics(config.PARTNER_TOPICS) },
    {
      provide: PersonalNumbers,
      useFactory: () => new PersonalNumbers(config.PERSONAL_KEYS, config.PERSONAL_HASH_KEY),
    },
  ],
})
export class AppModule {}
