import { Injectable } from '@nestjs/common';
import { type EventType, LeadPatentStatusNoted, LeadSubmitted, LeadWithdrawn } from '@xianjie/contracts';
import type { ExportedState, ExportSource } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { ExportSources } from '@xianjie/service';
import { publicPart, statusNoted } from './lead-events.js';
import type { Lead } from './lead.js';
import { LeadEntity } from './lead.entity.js';

/** Leads for consumers that begin late: as they are now, told by the events that would make them so. */
@Injectable()
export class LeadExport implements ExportSource {
  readonly topic = LeadSubmitted.topic;

  constructor(exports: ExportSources) {
    exports.add(this);
  }

  async states(manager: Tx, afterKey: string | undefined, limit: number): Promise<ExportedState[]> {
    const find = manager.getRepository(LeadEntity).createQueryBuilder('lead').orderBy('lead.id').limit(limit);
    if (afterKey !== undefined) find.where('lead.id > :afterKey', { afterKey });
    const leads = await find.getMany();
    return leads.map((lead) => ({ key: lead.id, events: stateOf(lead) }));
  }
}

function stateOf(lead: Lead): (readonly [EventType, unknown])[] {
  const { id, patentNumber, patentStatus, patentMark, actOn, withdrawnOn } = lead;
  const events: (readonly [EventType, unknown])[] = [[LeadSubmitted, publicPart(lead)]];
  if (patentNumber && patentStatus) {
    events.push([LeadPatentStatusNoted, statusNoted(id, patentNumber, actOn, patentStatus, patentMark)]);
  }
  if (withdrawnOn) events.push([LeadWithdrawn, { leadId: id, withdrawnOn }]);
  return events;
}
