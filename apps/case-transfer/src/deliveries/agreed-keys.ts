import { type PartnerKeys, readPartnerKeys } from '@xianjie/envelopes';

/** The keys agreed with police systems; none where all goes by paper. */
export class AgreedKeys {
  constructor(readonly keys: PartnerKeys | undefined) {}
}

/** Throws where the file is not of its form. */
export function readAgreedKeys(file: string | undefined): AgreedKeys {
  return new AgreedKeys(file === undefined ? undefined : readPartnerKeys(file));
}
