import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, holds, maySee } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import type { Case } from '../cases/case.js';
import { CaseEntity } from '../cases/case.entity.js';
import { CasesService } from '../cases/cases.service.js';
import { WaitingLeads } from '../cases/waiting-leads.service.js';
import { CircularsService } from '../circulars/circulars.service.js';
import { ClustersService } from '../clusters/clusters.service.js';
import { LeadEntity } from '../leads/lead.entity.js';
import type { Lead } from '../leads/lead.js';
import { LeadsService } from '../leads/leads.service.js';
import { publicityOfCase } from '../publicity/case-publicity.store.js';
import { linesOfCase } from './case-lines.js';
import { linesOfCircular } from './circular-lines.js';
import { actsOfLead, linesOfClusters, linesOfLead } from './lead-lines.js';
import { inOrder, Lines } from './line.js';
import { linesOfPublicity } from './publicity-lines.js';
import type { TimelineLine } from './timeline.dto.js';

const PAGE = 200;

/** Every hop of a matter between agencies, as far as the actor may see it: what it may not see leaves no line. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly leads: LeadsService,
    private readonly waiting: WaitingLeads,
    private readonly clusters: ClustersService,
    private readonly cases: CasesService,
    private readonly circulars: CircularsService,
  ) {}

  /** Throws `not-found` as for the lead itself. */
  async ofLead(tx: Tx, id: string, actor: Actor): Promise<TimelineLine[]> {
    const lead = await this.leads.find(tx, id, actor);
    const found = lead.caseId === null ? null : await this.caseFor(tx, lead.caseId, actor);
    const own = await this.leadLines(tx, lead, actor);
    return inOrder([...own, ...(found ? await this.caseLines(tx, found, actor) : [])]);
  }

  /** Throws `not-found` as for the case itself. */
  async ofCase(tx: Tx, id: string, actor: Actor): Promise<TimelineLine[]> {
    const found = await this.cases.find(tx, id, actor);
    const lead = found.leadId === null ? null : await this.leadFor(tx, found.leadId, actor);
    const before = lead ? await this.leadLines(tx, lead, actor) : [];
    return inOrder([...before, ...(await this.caseLines(tx, found, actor))]);
  }

  private async leadLines(tx: Tx, lead: Lead, actor: Actor): Promise<TimelineLine[]> {
    const lines = this.lines();
    const acts = await actsOfLead(tx, lead.id);
    const own = linesOfLead(lead, acts, await this.waiting.limits(tx), lines);
    if (!holds(actor, 'cluster:read')) return own;
    const query = { shelf: 'awaiting', leadId: lead.id, limit: PAGE } as const;
    const { items } = await this.clusters.list(tx, query, actor);
    return [...own, ...linesOfClusters(items, lines)];
  }

  private async caseLines(tx: Tx, found: Case, actor: Actor): Promise<TimelineLine[]> {
    const lines = this.lines();
    const publicity = linesOfPublicity(await publicityOfCase(tx, found.id), lines);
    const own = [...linesOfCase(found, await this.cases.clocks(tx, found), lines), ...publicity];
    if (!holds(actor, 'circular:read')) return own;
    const { items } = await this.circulars.list(tx, { caseId: found.id, limit: PAGE }, actor);
    const circulars = items.map((each) => ({ ...each, shown: this.circulars.shownTo(each, actor) }));
    return [...own, ...circulars.flatMap((each) => linesOfCircular(each, lines))];
  }

  private async caseFor(tx: Tx, id: string, actor: Actor): Promise<Case | null> {
    if (!holds(actor, 'case:read')) return null;
    const found = await tx.getRepository(CaseEntity).findOneBy({ id });
    return found && maySee(actor, found.marking, 'enforcement') ? found : null;
  }

  private async leadFor(tx: Tx, id: string, actor: Actor): Promise<Lead | null> {
    if (!holds(actor, 'lead:read')) return null;
    const lead = await tx.getRepository(LeadEntity).findOneBy({ id });
    return lead && maySee(actor, lead.marking, 'enforcement') ? lead : null;
  }

  private lines(): Lines {
    return new Lines(this.agencies, this.clock.today() as LocalDate);
  }
}
