import { Injectable } from '@nestjs/common';
import {
  type Clock as Running,
  clocksOf,
  currentCalendar,
  extendClock,
  resumeClock,
  type StartClock,
  startClocks,
  stopClock,
  suspendClock,
  type World,
} from '@xianjie/deadlines';
import { DomainError } from '@xianjie/errors';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock, localDateOf } from '@xianjie/service';
import type { TransferEvent } from '@xianjie/statutes';
import {
  limitOf,
  limitsStartedBy,
  limitsToldBy,
  meaningOf,
  type MovedLimit,
  organOf,
} from './clock-moves.js';
import type { StepInput } from './transfer-step.js';
import { NO_LIMIT, type Transfer, type Unopened } from './transfer.js';

/** A step that moves clocks. */
export interface ClockStep {
  readonly event: TransferEvent;
  readonly effectiveAt: Date;
  readonly actor: Actor;
  readonly basis: string;
  readonly extension?: StepInput['extension'];
}

/** The limit of a transfer that ends first. */
export type EarliestLimit = Pick<Transfer, 'dueAt' | 'dueKey' | 'dueOrgan'> & {
  readonly dueOn: LocalDate | null;
};

export const subjectOf = (transferId: string) => ({ kind: 'transfer', id: transferId });

/** The limits of transfers: which step starts and stops which is the statutes' business. */
@Injectable()
export class TransferClocks {
  constructor(private readonly clock: Clock) {}

  /** Moves what the step moves, and answers the limit that ends first from then on. Throws as `extendClock` where an extension is not allowed. */
  async move(tx: Tx, after: Transfer, step: ClockStep): Promise<EarliestLimit> {
    const world = { calendar: await currentCalendar(tx), time: this.clock };
    const act = { at: step.effectiveAt, by: step.actor, basis: step.basis };
    for (const running of await this.unstopped(tx, after.id)) {
      const events = limitOf(running.rule.key, localDateOf(running.startedAt))?.events;
      if (after.closedOn !== null || events?.stop.includes(step.event))
        await stopClock(tx, running, act, world);
      else if (events?.suspend?.includes(step.event) && maySuspend(running, step.effectiveAt))
        await suspendClock(tx, running, act, world);
      else if (events?.resume?.includes(step.event) && running.state === 'SUSPENDED')
        await resumeClock(tx, running, act, world);
      else if (step.extension && hasExtension(running, step.extension.key))
        await extendClock(
          tx,
          running,
          { ...act, extension: step.extension.key, approvedBy: approverOf(running, step.extension.key) },
          world,
        );
    }
    if (after.closedOn === null) await this.start(tx, after, step, world);
    await this.tell(tx, after, step, world);
    return earliest(await this.unstopped(tx, after.id));
  }

  /** All clocks of a transfer, the oldest first. */
  of(tx: Tx, transferId: string): Promise<Running[]> {
    return clocksOf(tx, subjectOf(transferId));
  }

  /** When the running limit of that key ends by the earlier reading; null where none runs. */
  async endOf(tx: Tx, { id }: Pick<Unopened, 'id'>, key: string): Promise<Date | null> {
    const running = (await this.unstopped(tx, id)).find(({ rule }) => rule.key === key);
    return running ? endsAt(running) : null;
  }

  /** Throws DomainError `invalid` (`step.extension-unknown`) where no running limit has such an extension. */
  async checkExtension(tx: Tx, { id }: Pick<Unopened, 'id'>, { extension }: StepInput): Promise<void> {
    if (!extension) return;
    const running = await this.unstopped(tx, id);
    if (running.some((each) => hasExtension(each, extension.key))) return;
    const message = `No limit that runs has the extension ${extension.key}`;
    const messageZh = '没有可适用该延长事由的期限';
    const issues = [{ field: 'extension.key', rule: 'step.extension-unknown', message, messageZh }];
    throw new DomainError('invalid', 'step.extension-unknown', message, { zh: messageZh, issues });
  }

  private async start(
    tx: Tx,
    transfer: Transfer,
    { event, effectiveAt, actor }: ClockStep,
    world: World,
  ): Promise<void> {
    const limits = limitsStartedBy(event, transfer, localDateOf(effectiveAt));
    const running = new Set((await this.unstopped(tx, transfer.id)).map(({ rule }) => rule.key));
    const starts = limits.filter(({ rule }) => !running.has(rule.key));
    await startClocks(
      tx,
      starts.map((limit) => startOf(limit, transfer, effectiveAt, actor)),
      world,
    );
  }

  /** A decision that is told on a later day than it was made: the limit for telling it ran meanwhile, and whether it was kept stays on record. */
  private async tell(
    tx: Tx,
    transfer: Transfer,
    { event, effectiveAt, actor, basis }: ClockStep,
    world: World,
  ): Promise<void> {
    const day = localDateOf(effectiveAt);
    if (day === this.clock.today()) return;
    const starts = limitsToldBy(event, day).map((limit) => startOf(limit, transfer, effectiveAt, actor));
    for (const told of await startClocks(tx, starts, world))
      await stopClock(tx, told, { at: this.clock.now(), by: actor, basis }, world);
  }

  private async unstopped(tx: Tx, transferId: string): Promise<Running[]> {
    return (await this.of(tx, transferId)).filter(({ state }) => state !== 'STOPPED');
  }
}

function startOf({ rule }: MovedLimit, transfer: Transfer, at: Date, by: Actor): StartClock {
  return {
    rule,
    subject: subjectOf(transfer.id),
    agency: organOf(rule.responsible, transfer),
    addressees: addresseesOf(transfer),
    at,
    by,
  };
}

/** Lateness is seen by all organs of a transfer; what the head has not decided is nobody else's business, unless a duty stands behind it. */
function addresseesOf({ agency, police, procuratorate, draftFrom, duty }: Transfer): string[] {
  const watching = draftFrom === null || duty !== 'NO_DUTY_ON_AMOUNT';
  const organs = [agency, draftFrom === null ? police : null, watching ? procuratorate : null];
  return organs.filter((organ) => organ !== null);
}

const hasExtension = ({ rule }: Running, key: string): boolean =>
  rule.extensions.some((each) => each.key === key);

/** Who approves it, as the statute says; which officer did is among the words of the step, which are sealed. */
const approverOf = ({ rule }: Running, key: string): string =>
  rule.extensions.find((each) => each.key === key)?.approvedBy.zh ?? key;

/** A limit that has ended cannot be suspended any more; the step is taken all the same, and the lateness stays. */
function maySuspend({ state, rule, lateAt }: Running, at: Date): boolean {
  return state === 'RUNNING' && rule.suspendedWhile !== null && lateAt !== null && at <= lateAt;
}

/** The end by the earlier reading; null while it is suspended. */
export function endsAt({ due }: Pick<Running, 'due'>): Date | null {
  if (!due) return null;
  return due.kind === 'moment' ? new Date(due.dueAt) : new Date(`${addDays(due.alarmOn, 1)}T00:00:00+08:00`);
}

export function earliest(running: readonly Running[]): EarliestLimit {
  const ends = running
    .flatMap((each) => {
      const counts = each.state === 'RUNNING' && meaningOf(each.rule.key) !== 'CONDITIONAL';
      const dueAt = counts ? endsAt(each) : null;
      return dueAt ? [{ each, dueAt }] : [];
    })
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  const [first] = ends;
  if (!first) return { dueAt: NO_LIMIT, dueKey: null, dueOrgan: null, dueOn: null };
  const { each, dueAt } = first;
  const dueOn = each.due?.kind === 'day' ? each.due.alarmOn : (localDateOf(dueAt) as LocalDate);
  return { dueAt, dueKey: each.rule.key, dueOrgan: each.agency, dueOn };
}
