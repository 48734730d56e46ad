import { readFileSync } from 'node:fs';
import { LiangfaClient } from './liangfa.client.js';
import type { PartnerSettings } from './liangfa.client.js';
import type { Partners, PlatformPartner } from './partners.js';
import type { PlatformClient } from './platform-client.js';

/** A client for each format; a further platform is one file and one line. */
const clients: Readonly<Record<PlatformPartner['adapter'], (settings: PartnerSettings) => PlatformClient>> = {
  liangfa: (settings) => new LiangfaClient(settings),
};

/** The platforms on which police organs work, by organ. */
export class Platforms {
  constructor(readonly byOrgan: ReadonlyMap<string, PlatformClient>) {}
}

/** Throws an Error where the secret of one cannot be read. */
export function platformsOf(partners: Partners): Platforms {
  const found = partners.all.flatMap((partner) =>
    partner.channel === 'platform' ? [[partner.organ, clientOf(partner)] as const] : [],
  );
  return new Platforms(new Map(found));
}

function clientOf(partner: PlatformPartner): PlatformClient {
  const secret = readFileSync(partner.secretFile, 'utf8').trim();
  if (secret === '') throw new Error(`The secret of the platform of ${partner.organ} is empty`);
  return clients[partner.adapter]({ ...partner, secret });
}
