import type { Actor } from '@xianjie/identity';

/** Who acts when the law itself ends something on its day: the trail names the platform, no officer. */
export const CLOCKWORK: Actor = {
  agency: { id: 'xianjie', name: '衔接平台', kind: 'operator', area: null, parents: [] },
  scopes: [],
};
