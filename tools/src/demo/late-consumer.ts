import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LeadCorrected, LeadPatentStatusNoted, LeadSubmitted, LeadWithdrawn } from '@xianjie/contracts';
import { scopesFor } from '@xianjie/identity';
import { EventConsumer, httpExports, InboxContext, openEventLog } from '@xianjie/messaging';
import { Database, migrate, openDataSource } from '@xianjie/persistence';
import { join } from 'node:path';
import { sampleAgency } from '../api/sample-agency.js';
import { clientTokens } from '../api/tokens.js';
import { root } from '../stack/paths.js';
import { pictureOf, type LeadKnown, type Picture } from './picture.js';

/** What the late consumer answers when its parent asks. */
export interface LateReport {
  readonly picture: Picture;
  /** Leads that came by the export, and events that came by the log after it. */
  readonly exported: number;
  readonly followed: number;
  readonly parked: number;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS known_lead (
    lead_id text PRIMARY KEY, submitter text NOT NULL, patent_number text, patent_status text, patent_mark text,
    withdrawn boolean NOT NULL DEFAULT false, by_export boolean NOT NULL);
  CREATE TABLE IF NOT EXISTS followed_event (event_id text PRIMARY KEY)`;

const inBatches = { batch: true, from: 'export' } as const;

/** A plain consumer of leads, as a partner would write one: handlers, a table, nothing else. In a batch each lead occurs once. */
@Controller()
class LeadsHandler {
  @EventPattern<string>(LeadSubmitted.type, inBatches)
  async submitted(@Payload() leads: LeadSubmitted[], @Ctx() context: InboxContext): Promise<void> {
    await note(context);
    await context.tx.query(
      `INSERT INTO known_lead (lead_id, submitter, patent_number, by_export)
       SELECT *, $4::boolean FROM unnest($1::text[], $2::text[], $3::text[])`,
      [
        leads.map(({ leadId }) => leadId),
        leads.map(({ submitter }) => submitter),
        leads.map(({ patentNumber }) => patentNumber),
        context.origin === 'export',
      ],
    );
  }

  @EventPattern<string>(LeadPatentStatusNoted.type, inBatches)
  async noted(@Payload() notes: LeadPatentStatusNoted[], @Ctx() context: InboxContext): Promise<void> {
    await note(context);
    await context.tx.query(
      `UPDATE known_lead SET patent_status = n.status, patent_mark = n.mark
       FROM unnest($1::text[], $2::text[], $3::text[]) AS n (id, status, mark) WHERE lead_id = n.id`,
      [
        notes.map(({ leadId }) => leadId),
        notes.map(({ status }) => status),
        notes.map(({ patentMark }) => patentMark),
      ],
    );
  }

  @EventPattern<string>(LeadCorrected.type, inBatches)
  async corrected(@Payload() leads: LeadCorrected[], @Ctx() context: InboxContext): Promise<void> {
    await note(context);
    await context.tx.query(
      `UPDATE known_lead SET patent_number = c.number, patent_status = NULL, patent_mark = NULL
       FROM unnest($1::text[], $2::text[]) AS c (id, number)
       WHERE lead_id = c.id AND patent_number IS DISTINCT FROM c.number`,
      [leads.map(({ leadId }) => leadId), leads.map(({ patentNumber }) => patentNumber)],
    );
  }

  @EventPattern<string>(LeadWithdrawn.type, inBatches)
  async withdrawn(@Payload() leads: LeadWithdrawn[], @Ctx() context: InboxContext): Promise<void> {
    await note(context);
    await context.tx.query('UPDATE known_lead SET withdrawn = true WHERE lead_id = ANY ($1::text[])', [
      leads.map(({ leadId }) => leadId),
    ]);
  }
}

/** The key makes a second effect of one event an error, which would be seen as a parked lead. */
async function note({ tx, entries, origin }: InboxContext): Promise<void> {
  if (origin === 'export') return;
  const ids = entries.map(({ envelope }) => envelope.id);
  await tx.query('INSERT INTO followed_event SELECT unnest($1::text[])', [ids]);
}

@Module({ controllers: [LeadsHandler] })
class LateModule {}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

async function report(db: Database): Promise<LateReport> {
  const rows = await db.manager.query<(LeadKnown & { byExport: boolean })[]>(
    `SELECT lead_id AS "leadId", submitter, patent_status AS "patentStatus", patent_mark AS "patentMark", withdrawn,
       by_export AS "byExport" FROM known_lead`,
  );
  const [counts] = await db.manager.query<{ followed: number; parked: number }[]>(
    `SELECT (SELECT count(*)::int FROM followed_event) AS followed,
       (SELECT count(*)::int FROM inbox_mark WHERE parked IS NOT NULL) AS parked`,
  );
  const exported = rows.filter(({ byExport }) => byExport).length;
  return { picture: pictureOf(rows), exported, followed: counts?.followed ?? 0, parked: counts?.parked ?? 0 };
}

function exportsAsNation() {
  const { clientId, clientSecret, kind } = sampleAgency('cnipa');
  const scope = scopesFor(kind).join(' ');
  const token = clientTokens(setting('OIDC_ISSUER'), setting('OIDC_AUDIENCE'), {
    clientId,
    clientSecret,
    scope,
  });
  return httpExports({ urlOf: () => setting('LEAD_REPORTING_URL'), token });
}

async function main(): Promise<void> {
  const url = setting('DATABASE_URL');
  await migrate(url, [join(root, 'libs', 'messaging', 'migrations')]);
  const dataSource = await openDataSource({ url, name: 'demo-late-consumer' });
  const db = new Database(dataSource);
  await db.manager.query(TABLES);
  const log = await openEventLog(setting('EVENT_LOG'), { clientId: 'demo-late-consumer' });
  const write = (message: string) => console.log(message);
  const consumer = new EventConsumer({
    db,
    log,
    group: setting('GROUP'),
    exports: exportsAsNation(),
    logger: { info: write, warn: write, error: write },
    onFailed: (error) => fail(error),
  });
  const app = await NestFactory.create(LateModule, new FastifyAdapter(), {
    logger: ['error'],
    abortOnError: false,
  });
  consumer.connectTo(app);
  await app.init();
  process.on('message', () => {
    report(db).then(
      (answer) => process.send?.(answer),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.once('SIGTERM', () => process.exit(0)); // what is under way rolls back; that is all it needs
  process.once('disconnect', () => process.exit(0));
  await app.startAllMicroservices();
}

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}

main().catch(fail);
