import type { ReactNode } from 'react';
import { useSession } from '../../api/session.js';
import { Page } from '../../kit/page.js';
import { seatOf } from '../columns.js';
import { TransferTabs } from '../transfers-page.js';
import '../transfers.css';

/** A page of what the procuratorate watches. */
export function OversightFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page title={title} beside={<TransferTabs seat={seatOf(useSession().agency.kind)} />}>
      {children}
    </Page>
  );
}
