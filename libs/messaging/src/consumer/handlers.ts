import type { MessageHandler } from '@nestjs/microservices';
import { childOf, runWithTrace } from '@xianjie/tracing';
import { isObservable, lastValueFrom } from 'rxjs';
import type { InboxContext } from './inbox-context.js';

/** What `@EventPattern(type, extras)` may say. */
export interface HandlerExtras {
  /** The handler takes an array of values, in which each key occurs once. */
  readonly batch?: boolean;
  /** Where to begin when events of the type have passed: with what comes now, or with the producer's export. */
  readonly from?: 'now' | 'export';
}

interface TypeHandlers {
  readonly single: MessageHandler[];
  readonly batch: MessageHandler[];
  from: 'now' | 'export' | undefined;
}

/** The handlers of a service, by event type. Several of one type run one after another: they share a connection. */
export class Handlers {
  private readonly byType = new Map<string, TypeHandlers>();

  add(type: string, callback: MessageHandler, extras: HandlerExtras): void {
    const known = this.byType.get(type) ?? { single: [], batch: [], from: undefined };
    this.byType.set(type, known);
    (extras.batch ? known.batch : known.single).push(callback);
    if (extras.from && known.from && extras.from !== known.from) {
      throw new Error(`Handlers of ${type} disagree where to begin: ${known.from}, ${extras.from}`);
    }
    known.from ??= extras.from;
  }

  get types(): readonly string[] {
    return [...this.byType.keys()];
  }

  beginsFrom(type: string): 'now' | 'export' | undefined {
    return this.byType.get(type)?.from;
  }

  handles(type: string): boolean {
    return this.byType.has(type);
  }

  takesMany(type: string): boolean {
    return (this.byType.get(type)?.batch.length ?? 0) > 0;
  }

  takesOne(type: string): boolean {
    return (this.byType.get(type)?.single.length ?? 0) > 0;
  }

  /** Hands one event to the handlers that take one at a time. Rejects with what the handler threw. */
  async runOne(type: string, value: unknown, context: InboxContext): Promise<void> {
    for (const handler of this.byType.get(type)?.single ?? []) await call(handler, value, context);
  }

  /** Hands a wave to the handlers that take many. */
  async runMany(type: string, values: readonly unknown[], context: InboxContext): Promise<void> {
    for (const handler of this.byType.get(type)?.batch ?? []) await call(handler, values, context);
  }
}

async function call(handler: MessageHandler, payload: unknown, context: InboxContext): Promise<void> {
  await runWithTrace(childOf(context.envelope.traceparent), async () => {
    const result: unknown = await handler(payload, context);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  });
}
