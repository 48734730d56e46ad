import { Module } from '@nestjs/common';
import { ServiceModule } from '@xianjie/service';
import { DataSource } from 'typeorm';
import { CaseClosedHandler } from './cases/case-closed.handler.js';
import { CaseDecidedHandler } from './cases/case-decided.handler.js';
import { CaseFindingsRecordedHandler } from './cases/case-findings-recorded.handler.js';
import { CaseOpenedHandler } from './cases/case-opened.handler.js';
import { CasesService } from './cases/cases.service.js';
import { DecisionAnnulledHandler } from './cases/decision-annulled.handler.js';
import { KnownCaseEntity } from './cases/known-case.entity.js';
import { config } from './config.js';
import { CustodyController } from './custody/custody.controller.js';
import { CustodyService } from './custody/custody.service.js';
import { Acknowledger } from './deliveries/acknowledger.js';
import { Acknowledgements } from './deliveries/acknowledgements.js';
import { AgreedKeys, readAgreedKeys } from './deliveries/agreed-keys.js';
import { AnswersJob } from './deliveries/answers.job.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { DeliveryJob } from './deliveries/delivery.job.js';
import { InboxOwner } from './deliveries/inbox-owner.js';
import { PackagesInbox } from './deliveries/packages-inbox.js';
import { PackagesJob } from './deliveries/packages.job.js';
import { PartnerAnswers } from './deliveries/partner-answers.js';
import { Partners, readPartners } from './deliveries/partners.js';
import { Platforms, platformsOf } from './deliveries/platforms.js';
import { PoliceAnswersInbox } from './deliveries/police-answers.inbox.js';
import { channelsOf, PoliceChannels } from './deliveries/police-channels.js';
import { StatusesJob } from './deliveries/statuses.job.js';
import { UntakenController } from './deliveries/untaken.controller.js';
import { DocumentFiles } from './documents/document-files.js';
import { DocumentFolder } from './documents/document-folder.js';
import { DocumentsJob } from './documents/documents.job.js';
import { DocumentsService } from './documents/documents.service.js';
import { DownloadsController } from './documents/downloads.controller.js';
import { DownloadsService } from './documents/downloads.service.js';
import { StrayFilesJob } from './documents/stray-files.job.js';
import { UploadLocks } from './documents/upload-locks.js';
import { UploadProtocol } from './documents/upload-protocol.js';
import { UploadsController } from './documents/uploads.controller.js';
import { UploadsService } from './documents/uploads.service.js';
import { ErasureController } from './erasure/erasure.controller.js';
import { ErasureService } from './erasure/erasure.service.js';
import { OversightController } from './oversight/oversight.controller.js';
import { PenaltyCopiesController } from './penalties/penalty-copies.controller.js';
import { PenaltyCopies } from './penalties/penalty-copies.service.js';
import { bindMasterKeys, MasterKeys } from './sealing/master-keys.js';
import { RewrapKeysJob } from './sealing/rewrap-keys.job.js';
import { SealRowsJob } from './sealing/seal-rows.job.js';
import { BoardController } from './transfers/board.controller.js';
import { LimitsJob, TransferAlarmJob } from './transfers/clock.jobs.js';
import { TransferStatistics } from './statistics/transfer-statistics.js';
import { ClockAlarms } from './transfers/clock-alarms.js';
import { CrimeSuspectedHandler } from './transfers/crime-suspected.handler.js';
import { NextSteps } from './transfers/next-steps.service.js';
import { StepAnnouncements } from './transfers/step-announcements.js';
import { TransferClocks } from './transfers/transfer-clocks.js';
import { TransferExport } from './transfers/transfer-export.js';
import { TransferPages } from './transfers/transfer-pages.js';
import { TransferSteps } from './transfers/transfer-steps.js';
import { TransferChanges } from './transfers/transfer-changes.js';
import { TransferWork } from './transfers/transfer-work.js';
import { TransferEntity } from './transfers/transfer.entity.js';
import { TransfersController } from './transfers/transfers.controller.js';
import { TransfersService } from './transfers/transfers.service.js';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'case-transfer',
      config,
      entities: [KnownCaseEntity, TransferEntity],
      jobs: [
        DeliveryJob,
        AnswersJob,
        PackagesJob,
        StatusesJob,
        TransferAlarmJob,
        LimitsJob,
        DocumentsJob,
        StrayFilesJob,
        SealRowsJob,
        RewrapKeysJob,
      ],
      partners: { topic: 'case-transfer.inbound.{partner}', handler: PoliceAnswersInbox },
      description:
        'Transfers of suspected crimes to the police: every step by the table of states, its limits, deliveries and receipts, and what the procuratorate watches.',
    }),
  ],
  controllers: [
    BoardController,
    TransfersController,
    UploadsController,
    DownloadsController,
    ErasureController,
    CustodyController,
    DeliveriesController,
    UntakenController,
    OversightController,
    PenaltyCopiesController,
    CrimeSuspectedHandler,
    CaseOpenedHandler,
    CaseFindingsRecordedHandler,
    CaseDecidedHandler,
    DecisionAnnulledHandler,
    CaseClosedHandler,
  ],
  providers: [
    TransfersService,
    TransferSteps,
    StepAnnouncements,
    TransferClocks,
    ClockAlarms,
    TransferPages,
    NextSteps,
    TransferExport,
    TransferWork,
    TransferChanges,
    TransferStatistics,
    DocumentsService,
    DownloadsService,
    DocumentFiles,
    UploadLocks,
    UploadProtocol,
    UploadsService,
    ErasureService,
    CustodyService,
    CasesService,
    PenaltyCopies,
    DeliveriesService,
    PartnerAnswers,
    {
      provide: MasterKeys,
      useFactory: (source: DataSource) => bindMasterKeys(source, new MasterKeys(config.PERSONAL_KEYS)),
      inject: [DataSource],
    },
    {
      provide: DocumentFolder,
      useFactory: async () => {
        const folder = new DocumentFolder(config.DOCUMENTS_FOLDER);
        await folder.prepare();
        return folder;
      },
    },
    { provide: Partners, useFactory: () => readPartners(config.PARTNERS) },
    { provide: AgreedKeys, useFactory: () => readAgreedKeys(config.PARTNER_KEYS) },
    {
      provide: PoliceChannels,
      useFactory: (partners: Partners, { keys }: AgreedKeys, platforms: Platforms) =>
        channelsOf(partners, keys, config.PARTNER_TOPICS, platforms),
      inject: [Partners, AgreedKeys, Platforms],
    },
    { provide: Platforms, useFactory: platformsOf, inject: [Partners] },
    Acknowledgements,
    InboxOwner,
    PackagesInbox,
    Acknowledger,
    PoliceAnswersInbox,
  ],
})
export class AppModule {}
