import { Navigate } from 'react-router';
import { firstPathOf } from '../areas.js';
import { useSession } from '../api/session.js';

/** Where an officer begins: with what is to be done, where there is such a list. */
export function FirstPage() {
  return <Navigate to={firstPathOf(useSession())} replace />;
}
