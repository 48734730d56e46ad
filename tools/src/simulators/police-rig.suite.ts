import { generateKeys, type PartnerKeys, partnerKeysFrom } from '@xianjie/envelopes';
import { digestOf } from './police-system.js';

/** The platform's side of the tests of police systems. */
export const PLATFORM = 'xianjie';
export const ORGAN = 'police-hangzhou';

/** Keys of both parties, and those of somebody else who claims to be the platform. */
export function keysOfBoth(suite: 'SM' | 'INTL'): {
  platform: PartnerKeys;
  police: PartnerKeys;
  stranger: PartnerKeys;
} {
  const period = { validFrom: new Date('2026-01-01'), validTo: new Date('2036-01-01') };
  const [ours, theirs, others] = ['ours', 'theirs', 'others'].map((name) =>
    generateKeys(suite, { name, ...period }),
  );
  const knowing = (self: string, own: typeof ours, partner: string, keys: typeof ours) =>
    partnerKeysFrom({ self, own: own!.own, partners: [{ id: partner, suite, keys: keys!.shared }] });
  return {
    platform: knowing(PLATFORM, ours, ORGAN, theirs),
    police: knowing(ORGAN, theirs, PLATFORM, ours),
    stranger: knowing(PLATFORM, others, ORGAN, theirs),
  };
}

let count = 0;

/** A delivery as case-transfer writes it. */
export function delivery(change: object = {}): { id: string; body: Buffer<ArrayBuffer>; digest: string } {
  count += 1;
  const id = `0190a000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  const content = {
    deliveryId: id,
    kind: 'TRANSFER',
    transferId: 't-1',
    caseNo: '杭知案〔2026〕1号',
    ...change,
  };
  const body = Buffer.from(JSON.stringify(content));
  return { id, body, digest: digestOf(body) };
}
