import type { PartnerKeys } from '@xianjie/envelopes';
import { DirectoryChannel } from './directory.channel.js';
import { HttpChannel } from './http.channel.js';
import { KafkaChannel } from './kafka.channel.js';
import { PackageFolder } from './package-folder.js';
import type { Partner, Partners } from './partners.js';
import { PlatformChannel } from './platform.channel.js';
import { type Platforms, platformsOf } from './platforms.js';
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
  platforms: Platforms = platformsOf(partners),
): PoliceChannels {
  const [unsigned] = keys ? [] : topics;
  if (unsigned !== undefined) throw keysMissing(unsigned);
  const systems = partners.all.filter(({ channel }) => channel !== 'paper');
  const channels = systems.map((partner) => {
    const platform = platforms.byOrgan.get(partner.organ);
    return [
      partner.organ,
      platform ? new PlatformChannel(platform) : channelOf(partner, keys, topics),
    ] as const;
  });
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
  if (partner.channel === 'directory') {
    if (!keys.partner(organ).encrypt)
      throw new Error(`PARTNER_KEYS does not encrypt for ${organ}, whose packages lie in a directory`);
    return new DirectoryChannel(keys, new PackageFolder(partner.directory));
  }
  if (!topics.includes(organ))
    throw new Error(`PARTNER_TOPICS lacks ${organ}, which PARTNERS reaches by topic`);
  return new KafkaChannel(keys);
}

function keysMissing(organ: string): Error {
  return new Error(
    `PARTNER_KEYS is missing: ${organ} is reached by a system, and what passes between us is signed`,
  );
}
