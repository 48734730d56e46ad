import { Injectable } from '@nestjs/common';
import { canonicalJson, type DetachedSignature, type PartnerKeys, signDetached } from '@xianjie/envelopes';
import { AgreedKeys } from './agreed-keys.js';
import { ACKNOWLEDGEMENT } from './acknowledgement.js';

/** What became of a partner's answer, as we sign it. */
export interface Answered {
  readonly externalNo: string;
  readonly status: 'ACCEPTED' | 'REPEATED' | 'REJECTED';
  readonly transferId: string | null;
  readonly stepNo: number | null;
  readonly answeredAt: string;
}

/** Signs our acknowledgements, for partners with whom keys were agreed. They are given out after the commit that they speak of. */
@Injectable()
export class Acknowledger {
  constructor(private readonly agreed: AgreedKeys) {}

  /** Null for a partner without keys. */
  async sign(
    partner: string,
    { externalNo, status, transferId, stepNo, answeredAt }: Answered,
  ): Promise<DetachedSignature | null> {
    const { keys } = this.agreed;
    if (!keys || !knows(keys, partner)) return null;
    const content = canonicalJson({ externalNo, status, transferId, stepNo, answeredAt });
    return signDetached(keys, content, {
      recipient: partner,
      context: ACKNOWLEDGEMENT,
      signedAt: new Date(),
    });
  }
}

function knows(keys: PartnerKeys, partner: string): boolean {
  try {
    return keys.partner(partner).id === partner;
  } catch {
    return false;
  }
}
