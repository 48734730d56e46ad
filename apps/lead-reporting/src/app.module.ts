import { Module } from '@nestjs/common';
import { LeadOffered } from '@xianjie/contracts';
import { ServiceModule } from '@xianjie/service';
import { config } from './config.js';
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
      entities: [LeadEntity],
      description:
        'Leads on suspected violations: submitted, corrected, withdrawn, and what examination says of their patents.',
    }),
  ],
  controllers: [LeadsController, PatentStatusAnsweredHandler],
  providers: [
    LeadsService,
    LeadExport,
    LeadOfferedInbox,
    { provide: PartnerTopics, useFactory: () => new PartnerTopics(config.PARTNER_TOPICS) },
    {
      provide: PersonalNumbers,
      useFactory: () => new PersonalNumbers(config.PERSONAL_KEYS, config.PERSONAL_HASH_KEY),
    },
  ],
})
export class AppModule {}
