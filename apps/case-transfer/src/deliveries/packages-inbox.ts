import { Inject, Injectable } from '@nestjs/common';
import type { PartnerKeys } from '@xianjie/envelopes';
import { DomainError, isDomainError } from '@xianjie/errors';
import { Database, type Tx } from '@xianjie/persistence';
import { Clock, LOGGER, type Logger } from '@xianjie/service';
import { Acknowledgements } from './acknowledgements.js';
import { InboxOwner } from './inbox-owner.js';
import { mayBeUnfinished, pack, packageName, unpack, type Unpacked } from './package-file.js';
import type { FoundFile, PackageFolder } from './package-folder.js';
import { findTaken, insertTaken } from './packages.store.js';
import { type AnswerOutcome, PartnerAnswers } from './partner-answers.js';
import { insertUntaken } from './untaken.store.js';

/** The directory of one organ, as it is worked through. */
export interface Node {
  readonly organ: string;
  readonly settleMs: number;
  readonly folder: PackageFolder;
  readonly keys: PartnerKeys;
}

/** What a package came to: an answer has an outcome, which is told; an acknowledgement may be refused. */
interface Effect {
  readonly outcome: AnswerOutcome | null;
  readonly refusal?: DomainError;
}

/** Takes what front-end nodes bring: each package once, its effect and that it was taken in one commit, and only then it is answered and put away. */
@Injectable()
export class PackagesInbox {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly owner: InboxOwner,
    private readonly answers: PartnerAnswers,
    private readonly acknowledgements: Acknowledgements,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Takes one file. Throws what is no fault of it: an outage, a race, our bug; then it stays where it is. */
  async take(node: Node, name: string): Promise<void> {
    let found: FoundFile | undefined;
    try {
      found = await node.folder.read(name, new Date());
      if (found) await this.taken(node, name, await unpack(node.keys, name, found.bytes, node.organ));
    } catch (error) {
      if (!isDomainError(error) || !isItsFault(error)) throw error;
      if (found && mayBeUnfinished(error) && isYoung(found, node)) return;
      await this.refuse(node, name, error, null);
    }
  }

  private async taken(node: Node, name: string, unpacked: Unpacked): Promise<void> {
    const { organ, folder, keys } = node;
    const { outcome, refusal } = await this.db.transact((tx) => this.effect(tx, node, unpacked));
    if (outcome) {
      const packageId = `outcome-${unpacked.packageId}`;
      const content = Buffer.from(JSON.stringify({ ...outcome, packageId: unpacked.packageId }));
      const answer = {
        packageId,
        kind: 'OUTCOME',
        recipient: organ,
        content,
        createdAt: new Date(),
      } as const;
      await folder.put(packageName(packageId), await pack(keys, answer));
    }
    const refused = refusal ?? rejectionOf(outcome);
    if (refused) await this.refuse(node, name, refused, outcome?.transferId ?? null);
    else await folder.done(name);
  }

  private async effect(tx: Tx, node: Node, { packageId, kind, content, digest }: Unpacked): Promise<Effect> {
    const { organ } = node;
    await this.owner.require(tx, organ);
    const known = await findTaken(tx, organ, packageId);
    if (known && !known.isOfContent(digest)) throw numberUsed(packageId);
    if (known) return { outcome: known.outcome };
    const effect = await this.effectOf(tx, node, packageId, kind, content);
    if (!effect.refusal)
      await insertTaken(tx, { organ, packageId, digest, outcome: effect.outcome }, this.clock.now());
    return effect;
  }

  private async effectOf(
    tx: Tx,
    { organ, keys }: Node,
    packageId: string,
    kind: Unpacked['kind'],
    content: unknown,
  ): Promise<Effect> {
    if (kind === 'ANSWER')
      return { outcome: await this.answers.take(tx, organ, content, { name: packageId, source: 'FILE' }) };
    if (kind !== 'ACKNOWLEDGEMENT') throw kindUnexpected();
    try {
      await this.acknowledgements.take(tx, keys, organ, Object(content) as object);
      return { outcome: null };
    } catch (error) {
      // Why it was not believed is noted in this transaction, and stands.
      if (isDomainError(error) && isItsFault(error)) return { outcome: null, refusal: error };
      throw error;
    }
  }

  private async refuse(
    node: Node,
    name: string,
    error: DomainError,
    transferId: string | null,
  ): Promise<void> {
    const { code, message, zh = message, issues } = error;
    const seenAt = this.clock.now();
    const { organ } = node;
    await insertUntaken(
      this.db.manager,
      {
        organ,
        transferId,
        reference: name.slice(0, 200),
        code,
        said: { file: name.slice(0, 200) },
        issues: [...issues, { field: '', rule: code, message, messageZh: zh }],
      },
      seenAt,
    );
    this.logger.warn({ organ, code }, 'a package of a police organ was refused');
    await node.folder.refuse(name, { code, message, messageZh: zh, issues, seenAt: seenAt.toISOString() });
  }
}

/** Not an outage, nor a race: the partner said something wrong. */
const isItsFault = ({ kind, code }: DomainError): boolean =>
  code.startsWith('acknowledgement.') || !['unavailable', 'stale'].includes(kind);

const isYoung = ({ modifiedAt }: FoundFile, { settleMs }: Node): boolean =>
  Date.now() - modifiedAt.getTime() < settleMs;

/** An answer that was understood and not taken: its sender is told, and the file lies where refused ones lie. */
function rejectionOf(outcome: AnswerOutcome | null): DomainError | undefined {
  if (outcome?.status !== 'REJECTED') return undefined;
  const [first] = outcome.issues;
  const message = first?.message ?? 'The answer was not taken';
  return new DomainError('invalid', first?.rule ?? 'answer.rejected', message, {
    zh: first?.messageZh ?? message,
    issues: outcome.issues,
  });
}

function numberUsed(packageId: string): DomainError {
  return new DomainError(
    'conflict',
    'package.number-used',
    `Package ${packageId} came before with other content`,
    {
      zh: `包编号 ${packageId} 已用于其他内容`,
    },
  );
}

function kindUnexpected(): DomainError {
  return new DomainError('invalid', 'package.kind', 'Packages of this kind are not read here', {
    zh: '此处不接收该类数据包',
  });
}
