import { Module } from '@nestjs/common';
import { Calendar } from '@xianjie/calendar';
import { LeadOffered } from '@xianjie/contracts';
import { ServiceModule } from '@xianjie/service';
import { CaseEntity } from './cases/case.entity.js';
import { CircularAnswersService } from './circulars/circular-answers.service.js';
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
import { config } from './config.js';
import { CompetentAgencies } from './leads/competent-agencies.js';
import { LeadExport } from './leads/lead-export.js';
import { LeadOfferedInbox } from './leads/lead-offered.inbox.js';
import { LeadEntity } from './leads/lead.entity.js';
import { LeadsController } from './leads/leads.controller.js';
import { LeadsService } from './leads/leads.service.js';
import { PartnerTopics } from './leads/partner-topics.js';
import { PatentStatusAnsweredHandler } from './leads/patent-status-answered.handler.js';
import { PersonalNumbers } from './leads/personal-numbers.js';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'lead-reporting',
      config,
      partners: { topic: LeadOffered.topic, handler: LeadOfferedInbox },
      entities: [LeadEntity, ClusterEntity, CaseEntity, CircularEntity],
      jobs: [SuggestClustersJob, RemindSilentJob],
      description:
        'Leads on suspected violations, which of them are one matter, and the administrative cases opened on them.',
    }),
  ],
  controllers: [LeadsController, ClustersController, CircularsController, PatentStatusAnsweredHandler],
  providers: [
    LeadsService,
    CompetentAgencies,
    LeadExport,
    LeadOfferedInbox,
    ClustersService,
    ClusterSuggester,
    ClusterExport,
    CircularsService,
    CircularAnswersService,
    { provide: Calendar, useFactory: () => Calendar.official() },
    { provide: PartnerTopics, useFactory: () => new PartnerTopics(config.PARTNER_TOPICS) },
    {
      provide: PersonalNumbers,
      useFactory: () => new PersonalNumbers(config.PERSONAL_KEYS, config.PERSONAL_HASH_KEY),
    },
  ],
})
export class AppModule {}
