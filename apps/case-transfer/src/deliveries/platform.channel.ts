import type { PlatformClient } from './platform-client.js';
import type { Attempted, OutgoingDelivery, PoliceChannel } from './police-channel.js';

/** A police organ that works on a provincial platform: the case is handed over there, and the platform says that it has it. */
export class PlatformChannel implements PoliceChannel {
  constructor(private readonly client: PlatformClient) {}

  async attempt(delivery: OutgoingDelivery, signal: AbortSignal): Promise<Attempted> {
    return { outcome: 'arrived', acknowledgement: await this.client.submit(delivery, signal) };
  }
}
