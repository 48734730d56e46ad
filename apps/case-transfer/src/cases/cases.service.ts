import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import type {
  CaseClosed,
  CaseDecided,
  CaseFindingsRecorded,
  CaseOpened,
  CrimeSuspected,
  DecisionAnnulled,
} from '@xianjie/contracts';
import type { LocalDate } from '@xianjie/identifiers';
import { AgencyDirectory } from '@xianjie/identity';
import { type Tx, update } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { agencyActor } from '../transfers/agency-actor.js';
import { insertCopy } from '../oversight/copies.store.js';
import { oweCopies, oweNoMore } from '../penalties/owe-copies.js';
import { annulFine, type Fine, fineBarOf, holdCase, insertFine, insertFinding } from './cases.store.js';
import { type DutyFound, flagOf, type KnownCase, newCase, withDuty } from './known-case.js';
import { KnownCaseEntity } from './known-case.entity.js';

type Whose = Pick<KnownCase, 'caseId' | 'agency' | 'areaCode'>;

/** What is known of administrative cases: their duties to transfer, and the fines imposed in them. */
@Injectable()
export class CasesService {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
  ) {}

  /** The case, locked; known from now on. */
  hold(tx: Tx, whose: Whose): Promise<KnownCase> {
    return holdCase(tx, newCase(whose, this.agencies));
  }

  async noteOpened(tx: Tx, opened: CaseOpened): Promise<void> {
    const known = await this.hold(tx, opened);
    if (known.caseNo !== opened.caseNo)
      await update(tx, KnownCaseEntity, { ...known, caseNo: opened.caseNo });
  }

  async noteFindings(tx: Tx, findings: CaseFindingsRecorded): Promise<void> {
    const on = findings.discoveredOn as LocalDate;
    await this.noteDuty(tx, findings, found(findings), { on, discoveredOn: on });
  }

  /** Answers the case with the duty and the charge suspected. */
  async noteSuspicion(tx: Tx, suspicion: CrimeSuspected): Promise<KnownCase> {
    const { caseNo, charge, suspectedOn } = suspicion;
    const on = suspectedOn as LocalDate;
    const known = await this.noteDuty(tx, suspicion, found(suspicion), { on, discoveredOn: null });
    return update(tx, KnownCaseEntity, { ...known, caseNo, charge });
  }

  /** A fine is always noted, and copies of a penalty are owed where a transfer was due; where it stands against a transfer it is flagged, and the procuratorate has its copy in the same commit. */
  async noteDecision(tx: Tx, decided: CaseDecided): Promise<void> {
    const penalty = decided.kind === 'PENALTY';
    if (decided.fineFen <= 0n && !penalty) return;
    const known = await this.hold(tx, decided);
    const { transferId, ...bar } = await fineBarOf(tx, decided.caseId);
    const flagged = flagOf({ ...known, ...bar });
    if (penalty && flagged?.flag === 'DUTY_NOT_TRANSFERRED') {
      const by = agencyActor(this.agencies, known.agency);
      await oweCopies(tx, known, decided, { transferId, by, time: this.clock });
    }
    if (decided.fineFen <= 0n) return;
    const fine: Fine = {
      decisionId: decided.decisionId,
      caseId: decided.caseId,
      transferId,
      decisionNo: decided.decisionNo,
      decisionOn: decided.decidedOn,
      fineFen: String(decided.fineFen),
      flag: flagged?.flag ?? null,
      basis: flagged?.basis ?? null,
      annulledOn: null,
    };
    const isNew = await insertFine(tx, fine, this.clock.now());
    if (isNew && flagged) await this.showFine(tx, known, fine);
  }

  async noteAnnulled(tx: Tx, { decisionId, annulledOn }: DecisionAnnulled): Promise<void> {
    await annulFine(tx, decisionId, annulledOn);
    const byAgency = (agency: string) => agencyActor(this.agencies, agency);
    await oweNoMore(tx, decisionId, annulledOn, { byAgency, time: this.clock });
  }

  /** A case is told before it is closed: one that is not known was closed before this service began. */
  async noteClosed(tx: Tx, { caseId, closedOn, outcome }: CaseClosed): Promise<void> {
    const known = await tx.getRepository(KnownCaseEntity).findOneBy({ caseId });
    if (!known) return;
    await update(tx, KnownCaseEntity, { ...known, closedOn: closedOn as LocalDate, outcome });
  }

  private async noteDuty(
    tx: Tx,
    whose: Whose,
    duty: DutyFound,
    { on, discoveredOn }: { on: LocalDate; discoveredOn: LocalDate | null },
  ): Promise<KnownCase> {
    const known = await this.hold(tx, whose);
    await insertFinding(tx, { caseId: whose.caseId, ...duty, discoveredOn }, this.clock.now());
    return update(tx, KnownCaseEntity, withDuty(known, duty, on));
  }

  private async showFine(tx: Tx, { procuratorate, agency, caseNo }: KnownCase, fine: Fine): Promise<void> {
    const { caseId, transferId, flag } = fine;
    if (procuratorate) {
      await insertCopy(
        tx,
        {
          procuratorate,
          caseId,
          transferId,
          stepNo: null,
          kind: 'FINE',
          content: { caseNo, agency, ...fine },
        },
        this.clock.now(),
      );
    }
    await recordAudit(tx, agencyActor(this.agencies, agency), 'fine.flag', fine.decisionId, { caseId, flag });
  }
}

/** A verdict that this release does not know yet is no duty here: what to do about it is not known either. */
function found({
  findingNo,
  duty,
  grounds,
  basis,
  certainty,
}: CaseFindingsRecorded | CrimeSuspected): DutyFound {
  return { findingNo, duty: duty === 'UNKNOWN' ? 'NO_DUTY_ON_AMOUNT' : duty, grounds, basis, certainty };
}
