import { Injectable } from '@nestjs/common';
import type { Clock as Running } from '@xianjie/deadlines';
import { type Actor, AgencyDirectory } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock, type Language, localDateOf } from '@xianjie/service';
import { type ClockKey, clockRule, sayPeriods, TRANSFER_EVENTS } from '@xianjie/statutes';
import { deliveriesOf } from '../deliveries/deliveries.store.js';
import { isUnderWay } from '../deliveries/deliveries.service.js';
import { Partners } from '../deliveries/partners.js';
import { documentsOf, signaturesOf } from '../documents/documents.store.js';
import { limitsStartedBy, organOf } from './clock-moves.js';
import type { NextStepsView, NextStepView } from './next-steps.views.js';
import { type NextStep, nextStepsOf, type Prospect } from './next-steps.js';
import { clockViewOf, isDraftFor } from './transfer-view.js';
import { endsAt, TransferClocks } from './transfer-clocks.js';
import type { Transfer } from './transfer.js';
import { findSeated } from './transfers.store.js';

/** What may come next in a transfer: by whom, by when, under which article, with which form; and what forbids it now. */
@Injectable()
export class NextSteps {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly clocks: TransferClocks,
    private readonly partners: Partners,
  ) {}

  /** Nothing for who has left, or looks at a draft of another. Throws `not-found` (`transfer.unknown`). */
  async of(tx: Tx, id: string, actor: Actor, language: Language): Promise<NextStepsView> {
    const { transfer, reader } = await findSeated(tx, id, actor.agency.id);
    const { version } = transfer;
    if (reader.untilStep !== null || isDraftFor(transfer, reader)) return { version, items: [] };
    const running = (await this.clocks.of(tx, id)).filter(({ state }) => state !== 'STOPPED');
    const prospect = await this.prospect(tx, transfer, actor, running);
    const items = nextStepsOf(prospect).map((next) => this.viewOf(next, transfer, running, language));
    return { version, items };
  }

  private async prospect(
    tx: Tx,
    transfer: Transfer,
    actor: Actor,
    running: readonly Running[],
  ): Promise<Prospect> {
    const deliveries = await deliveriesOf(tx, transfer.id);
    return {
      transfer,
      actor,
      documents: await documentsOf(tx, transfer.id),
      signatures: await signaturesOf(tx, transfer.id),
      underWay: deliveries.some((each) => each.kind === 'TRANSFER' && isUnderWay(each)),
      onPaper: (police) => this.partners.isRegistered(police),
      endOf: (key) => {
        const found = running.find(({ rule }) => rule.key === key);
        return found ? endsAt(found) : null;
      },
      now: this.clock.now(),
    };
  }

  private viewOf(
    { transition, route, organ, role, form, must, refusals }: NextStep,
    transfer: Transfer,
    running: readonly Running[],
    language: Language,
  ): NextStepView {
    const { event, actor, to, within, after, note, basis, certainty } = transition;
    const lang = language === 'zh-CN' ? 'zh' : 'en';
    const limit = (key: ClockKey | undefined) => (key ? this.limitOf(key, running, language) : null);
    return {
      step: event,
      stepName: TRANSFER_EVENTS[event][lang],
      actorKind: actor,
      organ,
      stateThen: to,
      route,
      role,
      within: limit(within),
      after: limit(after),
      note: note?.[lang] ?? null,
      basis,
      certainty,
      documentType: form.documentType,
      shownTo: [...form.shownTo],
      must: [...must],
      may: form.may.filter((field) => !must.includes(field)),
      starts: limitsStartedBy(event, transfer, localDateOf(this.clock.now())).map(({ rule }) => ({
        key: rule.key,
        organ: organOf(rule.responsible, transfer),
        says: rule.says[lang],
        basis: rule.basis,
        certainty: rule.certainty,
      })),
      extensions: event === 'REVIEW_EXTENDED' ? extensionsOf(running, lang) : [],
      choices: this.choicesOf(event, transfer),
      refusals: refusals.map(({ code, message, zh }) => ({
        code,
        message: (lang === 'zh' && zh) || message,
      })),
    };
  }

  /** The running clock of that limit; where none runs, what the law of today says. */
  private limitOf(key: ClockKey, running: readonly Running[], language: Language): NextStepView['within'] {
    const found = running.find(({ rule }) => rule.key === key);
    if (found) {
      const { says, basis, certainty, dueBy, lateAfter, late } = clockViewOf(
        found,
        this.clock.now(),
        language,
      );
      return { key, says, basis, certainty, dueBy, lateAfter, late };
    }
    const { says, basis, certainty } = clockRule(key, this.clock.today());
    const said = language === 'zh-CN' ? says.zh : says.en;
    return { key, says: said, basis, certainty, dueBy: null, lateAfter: null, late: false };
  }

  /** Organs that a form lets one choose from. */
  private choicesOf(event: string, { police, procuratorate }: Transfer): NextStepView['choices'] {
    const name = ({ id, name: text }: { id: string; name: string }) => ({ id, name: text });
    if (event === 'FORWARDED')
      return this.agencies
        .ofKind('police')
        .filter(({ id }) => id !== police)
        .map(name);
    if (event !== 'ESCALATED') return [];
    const superiors = this.agencies.find(procuratorate ?? '')?.parents ?? [];
    return superiors.flatMap((id) => this.agencies.find(id) ?? []).map(name);
  }
}

function extensionsOf(running: readonly Running[], lang: 'zh' | 'en'): NextStepView['extensions'] {
  return running
    .flatMap(({ rule }) => rule.extensions)
    .map(({ key, to, approvedBy, basis, certainty }) => ({
      key,
      to: to && sayPeriods(to)[lang],
      approvedBy: approvedBy[lang],
      basis,
      certainty,
    }));
}
