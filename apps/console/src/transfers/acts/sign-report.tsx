import { bodyOf, transfers } from '../../api/clients.js';
import { useSession } from '../../api/session.js';
import { ActButton } from '../../kit/act.js';
import { useWords } from '../../words/words.js';
import { type DocumentView, type TransferPage, useRefresh } from '../data.js';
import { words } from './acts.words.js';

/** The reports of this round: each officer signs one in person; two signatures are needed. */
export function SignReport({ page }: { page: TransferPage }) {
  const say = useWords(words);
  const { agency } = useSession();
  const reports = page.documents.filter(
    ({ kind, owner }) => kind === 'TRANSFER_REPORT' && owner === agency.id,
  );
  if (page.seat !== 'ADMIN' || page.state !== 'TASK_FORCE' || reports.length === 0) return null;
  return (
    <li className="act-line">
      {reports.map((report) => (
        <OneReport
          key={report.id}
          report={report}
          page={page}
          label={reports.length > 1 ? `${say.sign}：${report.name}` : say.sign}
        />
      ))}
    </li>
  );
}

function OneReport({ report, page, label }: { report: DocumentView; page: TransferPage; label: string }) {
  const say = useWords(words);
  const { officer } = useSession();
  const refresh = useRefresh();
  const signatures = page.signatures.filter(({ documentId }) => documentId === report.id);
  const names = signatures.map(({ officerName }) => officerName).join('、');
  const isSigned = signatures.some(({ officerId }) => officerId === officer?.id);
  const act = async () => {
    const path = { id: page.id };
    await bodyOf(
      transfers.POST('/transfers/{id}/signatures', { params: { path }, body: { documentId: report.id } }),
    );
    await refresh();
  };
  return (
    <ActButton
      label={label}
      tone={isSigned ? 'plain' : 'primary'}
      follows={names ? say.signed(names) : say.signFollows}
      refusedBecause={isSigned ? say.signed(names) : undefined}
      act={act}
    />
  );
}
