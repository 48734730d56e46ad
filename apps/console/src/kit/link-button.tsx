import { Button } from 'antd';
import type { MouseEvent, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

interface Props {
  readonly to: string;
  readonly primary?: boolean;
  readonly children: ReactNode;
}

/** A link that looks like a button: it leads to a form or a list. */
export function LinkButton({ to, primary = false, children }: Props) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      href={href}
      onClick={(event) => follow(event as unknown as MouseEvent<HTMLAnchorElement>)}
    >
      {children}
    </Button>
  );
}
