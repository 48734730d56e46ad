import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { ClusterConfirmed, ClusterUndone } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, maySee, requireOfficer } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import { type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor, requireVersion } from '@xianjie/service';
import { z } from 'zod';
import type { Lead } from '../leads/lead.js';
import { type Acting, type Cluster, confirmCluster, dismissSuggestion, undoCluster } from './cluster.js';
import { confirmedOf, undoneOf } from './cluster-events.js';
import { ClusterEntity } from './cluster.entity.js';
import type { ClustersQuery } from './clusters.dto.js';
import { clustersOfLead, findLeads, pageOfClusters, writeMembers } from './clusters.store.js';

/** A cluster with those of its leads that an actor may see. */
export interface SeenCluster {
  readonly cluster: Cluster;
  readonly leads: ReadonlyMap<string, Lead>;
}

@Injectable()
export class ClustersService {
  constructor(
    private readonly clock: Clock,
    private readonly directory: AgencyDirectory,
  ) {}

  /** The newest first. */
  async list(
    tx: Tx,
    { shelf, leadId, limit, cursor }: ClustersQuery,
    actor: Actor,
  ): Promise<Page<SeenCluster>> {
    if (leadId !== undefined) return { items: await this.ofLead(tx, leadId, actor), nextCursor: null };
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    const clusters = await pageOfClusters(tx, actor, { shelf, before, limit: limit + 1 });
    const { items, nextCursor } = pageOf(clusters, limit, ({ id }) => [id]);
    return { items: await this.seen(tx, items, actor), nextCursor };
  }

  /** Throws `not-found` for a cluster that is not there or of which the actor may see no lead. */
  async find(tx: Tx, id: string, actor: Actor): Promise<SeenCluster> {
    const cluster = await tx.getRepository(ClusterEntity).findOneBy({ id });
    const [seen] = cluster ? await this.seen(tx, [cluster], actor) : [];
    if (seen && seen.leads.size > 0) return seen;
    throw new DomainError('not-found', 'cluster.unknown', `There is no cluster ${id}`, {
      zh: `没有串并线索 ${id}`,
    });
  }

  /** Throws `not-found`, `forbidden` (`officer.needed`), `invalid`, `conflict`, `stale`. */
  async confirm(
    tx: Tx,
    id: string,
    { leadIds, version }: { leadIds?: readonly string[] | undefined; version?: number | undefined },
    actor: Actor,
  ): Promise<SeenCluster> {
    const { cluster, leads } = await this.find(tx, id, actor);
    const acting = this.acting(actor);
    requireVersion(cluster, version);
    const confirmed = await this.write(
      tx,
      confirmCluster(cluster, new Set(leads.keys()), leadIds, acting),
      actor,
      'confirm',
    );
    appendToOutbox(tx, ClusterConfirmed, confirmedOf(confirmed));
    return { cluster: confirmed, leads };
  }

  /** Throws as `confirm`. */
  async dismiss(tx: Tx, id: string, { reason, version }: Ending, actor: Actor): Promise<SeenCluster> {
    const { cluster, leads } = await this.find(tx, id, actor);
    const acting = this.acting(actor);
    requireVersion(cluster, version);
    return {
      cluster: await this.write(tx, dismissSuggestion(cluster, reason, acting), actor, 'dismiss'),
      leads,
    };
  }

  /** For the agency that confirmed it and its superiors. Throws as `confirm`, and `forbidden` (`cluster.not-own`). */
  async undo(tx: Tx, id: string, { reason, version }: Ending, actor: Actor): Promise<SeenCluster> {
    const { cluster, leads } = await this.find(tx, id, actor);
    const acting = this.acting(actor);
    this.requireOwn(cluster, actor);
    requireVersion(cluster, version);
    const undone = await this.write(tx, undoCluster(cluster, reason, acting), actor, 'undo');
    appendToOutbox(tx, ClusterUndone, undoneOf(undone));
    return { cluster: undone, leads };
  }

  private async write(tx: Tx, next: Cluster, actor: Actor, verb: string): Promise<Cluster> {
    const written = await update(tx, ClusterEntity, next);
    await writeMembers(tx, [written]);
    await recordAudit(tx, actor, `cluster.${verb}`, written.id, { version: written.version });
    return written;
  }

  private async seen(tx: Tx, clusters: readonly Cluster[], actor: Actor): Promise<SeenCluster[]> {
    const leads = await findLeads(
      tx,
      clusters.flatMap(({ members }) => members.map(({ leadId }) => leadId)),
    );
    const visible = leads.filter(({ marking }) => maySee(actor, marking, 'enforcement'));
    const byId = new Map(visible.map((lead) => [lead.id, lead]));
    return clusters.map((cluster) => {
      const own = cluster.members.flatMap(({ leadId }) => byId.get(leadId) ?? []);
      return { cluster, leads: new Map(own.map((lead) => [lead.id, lead])) };
    });
  }

  /** None for a lead that the actor may not see. */
  private async ofLead(tx: Tx, leadId: string, actor: Actor): Promise<SeenCluster[]> {
    const seen = await this.seen(tx, await clustersOfLead(tx, leadId), actor);
    return seen.filter(({ leads }) => leads.has(leadId));
  }

  private acting(actor: Actor): Acting {
    const { name } = requireOfficer(actor);
    return {
      agency: actor.agency.id,
      officer: name,
      on: this.clock.today() as LocalDate,
      at: this.clock.now().toISOString(),
    };
  }

  private requireOwn({ confirmedBy }: Cluster, { agency }: Actor): void {
    const superiors = confirmedBy ? (this.directory.find(confirmedBy)?.parents ?? []) : [];
    if (confirmedBy === null || confirmedBy === agency.id || superiors.includes(agency.id)) return;
    throw new DomainError('forbidden', 'cluster.not-own', 'Another agency confirmed this cluster', {
      zh: '该串并线索由其他机关确认',
    });
  }
}

interface Ending {
  readonly reason: string;
  readonly version?: number | undefined;
}
