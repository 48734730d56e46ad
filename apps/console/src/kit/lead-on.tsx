import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';

/**
 * Leads to another page in place of this one: again with each way that ends here. The router's `Navigate` leads on once; who asked a second time
 * while the other page was loading would be left on an empty one.
 */
export function LeadOn({ to }: { to: string }) {
  const [navigate, location] = [useNavigate(), useLocation()];
  useEffect(() => void navigate(to, { replace: true }), [navigate, to, location]);
  return null;
}
