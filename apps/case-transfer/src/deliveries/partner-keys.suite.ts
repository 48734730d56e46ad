import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeys, type PartnerKeys, partnerKeysFrom } from '@xianjie/envelopes';

type Suite = 'SM' | 'INTL';

export interface AgreedWith {
  /** Our side: what PARTNER_KEYS names. */
  readonly file: string;
  /** The other side of each partner. */
  readonly of: (organ: string) => PartnerKeys;
}

/** Keys agreed with these police systems, each in its suite. */
export function agreeKeys(suites: Readonly<Record<string, Suite>>): AgreedWith {
  const period = { validFrom: new Date('2025-01-01'), validTo: new Date('2099-01-01') };
  const ours = {
    SM: generateKeys('SM', { name: 'xianjie-sm', ...period }),
    INTL: generateKeys('INTL', { name: 'xianjie-intl', ...period }),
  };
  const partners = Object.entries(suites).map(([id, suite]) => ({
    id,
    suite,
    keys: generateKeys(suite, { name: id, ...period }),
  }));
  const file = join(mkdtempSync(join(tmpdir(), 'partner-keys-')), 'keys.json');
  const config = {
    self: 'xianjie',
    own: [...ours.SM.own, ...ours.INTL.own],
    partners: partners.map(({ id, suite, keys }) => ({ id, suite, encrypt: true, keys: keys.shared })),
  };
  writeFileSync(file, JSON.stringify(config));
  const others = new Map(
    partners.map(({ id, suite, keys }) => [
      id,
      partnerKeysFrom({
        self: id,
        own: keys.own,
        partners: [{ id: 'xianjie', suite, encrypt: true, keys: ours[suite].shared }],
      }),
    ]),
  );
  return { file, of: (organ) => others.get(organ) as PartnerKeys };
}

/** A file with this list; what PARTNERS names. */
export function partnersFile(list: readonly object[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'partners-')), 'partners.json');
  writeFileSync(file, JSON.stringify(list));
  return file;
}
