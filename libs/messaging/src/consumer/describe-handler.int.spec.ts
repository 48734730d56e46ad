import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { LeadSubmitted } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { Database } from '@xianjie/persistence';
import { describeHandler } from '@xianjie/testing';
import { InboxContext } from './inbox-context.js';
import { lead } from './inbox-rig.suite.js';

@Controller()
class CountingHandler {
  constructor(@Inject(Database) private readonly db: Database) {}

  @EventPattern<string>(LeadSubmitted.type)
  async handle(@Payload() value: LeadSubmitted, @Ctx() { tx }: InboxContext): Promise<void> {
    if (!this.db) throw new Error('Nothing was injected');
    await tx.query('INSERT INTO counted (lead_id) VALUES ($1)', [value.leadId]);
  }
}

describeHandler<LeadSubmitted>('a handler that writes a row', {
  event: LeadSubmitted,
  module: (db) => ({ controllers: [CountingHandler], providers: [{ provide: Database, useValue: db }] }),
  value: () => lead(newId()),
  prepare: (db) => db.manager.query('CREATE TABLE counted (lead_id text)'),
  effect: (db, { leadId }) => db.manager.query('SELECT lead_id FROM counted WHERE lead_id = $1', [leadId]),
});
