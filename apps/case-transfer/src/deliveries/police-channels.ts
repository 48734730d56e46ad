import type { PartnerKeys } from '@xianjie/envelopes';
import { HttpChannel } from './http.channel.js';
import { KafkaChannel } from './kafka.channel.js';
import type { Partner, Partners } from './partners.js';
import type { PoliceChannel } from './police-channel.js';

/** The systems of the police organs. What goes by paper has none. */
export class PoliceChannels {
  readonly #channels: ReadonlyMap<string, PoliceChannel>;

  constructor(channels: ReadonlyMap<string, PoliceChannel>) {
    this.#channels = channels;
  }

  of(organ: string): PoliceChannel | undefined {
    return this.#channels.get(organ);
  }
}

/**
 * The channels that the configuration names. Throws an Error where keys or a topic are missing that one of them needs: better at the start
 * than when the first case is due.
 */
export function channelsOf(
  partners: Partners,
  keys: PartnerKeys | undefined,
  topics: readonly string[],
): PoliceChannels {
  const [unsigned] = keys ? [] : topics;
  if (unsigned !== undefined) throw keysMissing(unsigned);
  const systems = partners.all.filter(({ channel }) => channel !== 'paper');
  const channels = systems.map((partner) => [partner.organ, channelOf(partner, keys, topics)] as const);
  return new PoliceChannels(new Map(channels));
}

function channelOf(
  partner: Partner,
  keys: PartnerKeys | undefined,
  topics: readonly string[],
): PoliceChannel {
  const { organ } = partner;
  if (!keys) throw keysMissing(organ);
  keys.partner(organ);
  if (partner.channel === 'http') return new HttpChannel(keys, partner);
  if (!topics.includes(organ))
    throw new Error(`PARTNER_TOPICS lacks ${organ}, which PARTNERS reaches by topic`);
  return new KafkaChannel(keys);
}

function keysMissing(organ: string): Error {
  return new Error(
    `PARTNER_KEYS is missing: ${organ} is reached by a system, and what passes between us is signed`,
  );
}
