import { useSession } from '../api/session.js';
import { firstPathOf } from '../areas.js';
import { LeadOn } from '../kit/lead-on.js';

/** Where an officer begins: with what is to be done, where there is such a list. */
export function FirstPage() {
  return <LeadOn to={firstPathOf(useSession())} />;
}
