import { Controller, Get, Header } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import { z } from 'zod';
import { config } from '../config.js';

/** A service as operators see it. */
export interface ServiceState {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly ready: boolean;
  /** What is in the way, in words. */
  readonly detail: string | null;
}

const titles: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'lead-reporting': { zh: '线索通报通告', en: 'Lead reporting' },
  'exam-exchange': { zh: '审查执法信息共享', en: 'Examination exchange' },
  'credit-publishing': { zh: '信用公示', en: 'Credit publishing' },
  'case-transfer': { zh: '两法衔接', en: 'Case transfer' },
};

const PATIENCE_MS = 3000;
const readiness = z.object({ obstacles: z.record(z.string(), z.string()).default({}) });

/** Whether each service behind the console makes progress. */
@Controller('console/services')
export class ServicesController {
  @Get()
  @Allow('ops:read')
  @Header('cache-control', 'no-store')
  async list(): Promise<readonly ServiceState[]> {
    return Promise.all([...config.SERVICES].map(([name, address]) => stateOf(name, address)));
  }
}

async function stateOf(name: string, address: URL): Promise<ServiceState> {
  const { zh, en } = titles[name] ?? { zh: name, en: name };
  const detail = await obstacleOf(address);
  return { name, zh, en, ready: detail === null, detail };
}

async function obstacleOf(address: URL): Promise<string | null> {
  try {
    const url = new URL(`${address.pathname.replace(/\/$/, '')}/readyz`, address);
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { obstacles } = readiness.parse(await response.json());
    if (response.ok) return null;
    return (
      Object.entries(obstacles)
        .map(([part, why]) => `${part}: ${why}`)
        .join('; ') || `HTTP ${response.status}`
    );
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'does not answer in time' : 'does not answer';
  }
}
