import { Navigate } from 'react-router';
import { useSession } from '../api/session.js';
import { tabsOf } from './tabs.js';

/** The first part of credit that the officer may see. */
export function Component() {
  const [first] = tabsOf(useSession());
  return <Navigate to={first?.path ?? '/credit/publicity'} replace />;
}
