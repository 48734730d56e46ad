import { Module } from '@nestjs/common';
import { ServiceModule } from '@xianjie/service';
import { config } from './config.js';
import { DependentsController } from './dependents/dependents.controller.js';
import { CaseClosedHandler } from './patents/case-closed.handler.js';
import { CaseDecidedHandler } from './patents/case-decided.handler.js';
import { CaseOpenedHandler } from './patents/case-opened.handler.js';
import { CaseWatchService } from './patents/case-watch.service.js';
import { LeadCorrectedHandler } from './patents/lead-corrected.handler.js';
import { LeadSubmittedHandler } from './patents/lead-submitted.handler.js';
import { LeadWithdrawnHandler } from './patents/lead-withdrawn.handler.js';
import { PatentChanges } from './patents/patent-changes.js';
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
  controllers: [
    PatentsController,
    DependentsController,
    LeadSubmittedHandler,
    LeadCorrectedHandler,
    LeadWithdrawnHandler,
    CaseOpenedHandler,
    CaseDecidedHandler,
    CaseClosedHandler,
  ],
  providers: [PatentsService, CaseWatchService, PatentExport, StatusExport, PatentChanges],
})
export class AppModule {}
