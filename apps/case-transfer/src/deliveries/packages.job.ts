import { Inject, Injectable } from '@nestjs/common';
import { isDomainError } from '@xianjie/errors';
import { type Job, LOGGER, type Logger } from '@xianjie/service';
import { AgreedKeys } from './agreed-keys.js';
import { InboxOwner } from './inbox-owner.js';
import { PackageFolder } from './package-folder.js';
import { type Node, PackagesInbox } from './packages-inbox.js';
import { Partners } from './partners.js';

/** Looks into the directories of the organs that are reached by packages. */
@Injectable()
export class PackagesJob implements Job {
  readonly everyMs = 2000;
  readonly #nodes: readonly Node[];

  constructor(
    partners: Partners,
    { keys }: AgreedKeys,
    private readonly owner: InboxOwner,
    private readonly inbox: PackagesInbox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#nodes = partners.all.flatMap((partner) =>
      partner.channel === 'directory' && keys
        ? [
            {
              organ: partner.organ,
              settleMs: partner.settleMs,
              folder: new PackageFolder(partner.directory),
              keys,
            },
          ]
        : [],
    );
  }

  /** Each organ's own: one whose share hangs delays no other. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#nodes.map((node) => this.look(node, signal)));
  }

  private async look(node: Node, signal: AbortSignal): Promise<void> {
    const { organ, folder } = node;
    try {
      if (!(await this.owner.hold(organ))) return;
      for (const name of await folder.names()) {
        if (signal.aborted || !(await this.owner.hold(organ))) break;
        await this.take(node, name);
      }
      if (signal.aborted) await this.owner.letGo(organ);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.logger.warn({ organ, code: error.code }, 'packages of a police organ could not be had');
    }
  }

  /** One that cannot be taken now stays where it is, and keeps no other waiting. */
  private async take(node: Node, name: string): Promise<void> {
    try {
      await this.inbox.take(node, name);
    } catch (error) {
      if (isDomainError(error) && error.code === 'police.directory') throw error;
      this.logger.error(
        { err: error, organ: node.organ },
        'a package of a police organ could not be taken now',
      );
    }
  }
}
