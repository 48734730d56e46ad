import type { Answer, Asked, Request } from './protocol.js';
import { tell, type Points } from './points.js';

/** What a process does with a request that is not about its points. */
export type Handle = (request: Extract<Request, { kind: 'change' | 'versions' }>) => Promise<Answer>;

const DONE: Answer = { ok: true, versions: [] };

/** Answers the driver until told to stop, and ends when the driver is gone. */
export async function serve(points: Points, stop: () => Promise<void>, handle?: Handle): Promise<void> {
  const answer = async (request: Request): Promise<Answer> => {
    if (request.kind === 'arm') points.arm(request.point, request.action);
    else if (request.kind === 'disarm') points.disarm();
    else if (request.kind === 'decide') points.decide(request.point, request.struck);
    else if (request.kind === 'release') points.release();
    else if (request.kind === 'stop') void stop().finally(() => process.exit(0));
    else if (handle) return handle(request);
    return DONE;
  };
  process.on('message', ({ id, request }: Asked) => {
    void answer(request).then((answered) => tell({ tell: 'answer', id, answer: answered }));
  });
  process.on('disconnect', () => process.exit(0));
  await tell({ tell: 'ready' });
}

export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
