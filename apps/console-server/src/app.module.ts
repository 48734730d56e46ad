import { Module } from '@nestjs/common';
import { EdgeModule } from '@xianjie/service';
import { ChangesController } from './changes/changes.controller.js';
import { config } from './config.js';
import { pagePolicy } from './pages/policy.js';
import { ServicesController } from './services/services.controller.js';
import { IssuerClient } from './session/issuer.client.js';
import { SampleOfficers } from './session/sample-officers.js';
import { SealedCookies } from './session/sealed-cookies.js';
import { SessionController } from './session/session.controller.js';
import { SessionMetrics } from './session/session-metrics.js';
import { SessionsService } from './session/sessions.service.js';

@Module({
  imports: [EdgeModule.forRoot({ name: 'console-server', config, policy: pagePolicy })],
  controllers: [SessionController, ServicesController, ChangesController],
  providers: [
    SessionsService,
    SessionMetrics,
    { provide: IssuerClient, useFactory: () => new IssuerClient(config) },
    { provide: SealedCookies, useFactory: () => new SealedCookies(config) },
    { provide: SampleOfficers, useFactory: () => new SampleOfficers(config.SAMPLE_OFFICERS) },
  ],
})
export class AppModule {}
