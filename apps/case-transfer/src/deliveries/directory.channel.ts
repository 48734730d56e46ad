import type { PartnerKeys } from '@xianjie/envelopes';
import { pack, packageName } from './package-file.js';
import type { PackageFolder } from './package-folder.js';
import type { Attempted, OutgoingDelivery, PoliceChannel } from './police-channel.js';

/** A police system behind a front-end node: a signed package in a directory, sealed for it; its acknowledgement comes the same way. */
export class DirectoryChannel implements PoliceChannel {
  constructor(
    private readonly keys: PartnerKeys,
    private readonly folder: PackageFolder,
  ) {}

  async attempt({ id, recipient, body }: OutgoingDelivery): Promise<Attempted> {
    const content = Buffer.from(body);
    const createdAt = new Date();
    const file = await pack(this.keys, { packageId: id, kind: 'DELIVERY', recipient, content, createdAt });
    await this.folder.put(packageName(id), file);
    return { outcome: 'sent', commit: () => undefined };
  }
}
