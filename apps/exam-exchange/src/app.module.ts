import { Module } from '@nestjs/common';
import { ServiceModule } from '@xianjie/service';
import { config } from './config.js';
import { LeadCorrectedHandler } from './patents/lead-corrected.handler.js';
import { LeadSubmittedHandler } from './patents/lead-submitted.handler.js';
import { LeadWithdrawnHandler } from './patents/lead-withdrawn.handler.js';
import { PatentExport, StatusExport } from './patents/patent-exports.js';
import { PatentsController } from './patents/patents.controller.js';
import { PatentsService } from './patents/patents.service.js';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'exam-exchange',
      config,
      description: 'Patents and their legal events; what the status of a patent was on a day.',
    }),
  ],
  controllers: [PatentsController, LeadSubmittedHandler, LeadCorrectedHandler, LeadWithdrawnHandler],
  providers: [PatentsService, PatentExport, StatusExport],
})
export class AppModule {}
