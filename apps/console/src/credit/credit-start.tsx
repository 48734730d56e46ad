import { useSession } from '../api/session.js';
import { LeadOn } from '../kit/lead-on.js';
import { tabsOf } from './tabs.js';

/** The first part of credit that the officer may see. */
export function Component() {
  const [first] = tabsOf(useSession());
  return <LeadOn to={first?.path ?? '/credit/publicity'} />;
}
