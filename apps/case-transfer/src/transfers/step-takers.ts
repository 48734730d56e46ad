import { DomainError } from '@xianjie/errors';
import type { Actor } from '@xianjie/identity';
import { TRANSFER_ACTORS, type TransferActor } from '@xianjie/statutes';
import type { StepInput, StepOfficer, StepSource } from './transfer-step.js';
import type { Unopened } from './transfer.js';

/** Whose step it becomes, and who entered it. */
export interface Taker {
  readonly organ: string;
  readonly officer: StepOfficer | null;
  readonly enteredBy: string;
  readonly source: StepSource;
  /** Who registered another organ's paper. */
  readonly registeredBy?: { readonly id: string; readonly name: string };
}

type Organs = Pick<Unopened, 'agency' | 'police' | 'procuratorate'>;

/**
 * Checks that the actor may take a step of this kind, and as whom. What an organ without a system here did on paper is registered: by the
 * agency for the police or for a procuratorate that does not take part, by the procuratorate for the court.
 *
 * Throws DomainError `forbidden`: `transfer.not-your-step`, `officer.needed`, `officer.not-head`; `invalid`: `officer.name-needed`,
 * `step.paper-needed`.
 */
export function takerOf(
  kind: TransferActor,
  organs: Organs,
  actor: Actor,
  input: StepInput,
  { onPaper, source }: { readonly onPaper: (police: string | null) => boolean; readonly source: StepSource },
): Taker {
  const own = ownerOf(kind, organs);
  if (own === actor.agency.id && kind !== 'COURT') {
    return { organ: own, officer: officerOf(kind, actor, input, source), enteredBy: own, source };
  }
  if (registrarOf(kind, organs, onPaper) === actor.agency.id) return registered(kind, own, actor, input);
  throw new DomainError(
    'forbidden',
    'transfer.not-your-step',
    `This step is taken by the ${TRANSFER_ACTORS[kind].en} of the transfer`,
    { zh: `此步骤应由该案的${TRANSFER_ACTORS[kind].zh}办理` },
  );
}

/** The organ whose step it is; null where it takes no part here. */
export function ownerOf(kind: TransferActor, { agency, police, procuratorate }: Organs): string | null {
  if (kind === 'ADMIN' || kind === 'ADMIN_HEAD') return agency;
  if (kind === 'POLICE') return police;
  return kind === 'PROC' ? procuratorate : null;
}

/** Who enters what an organ did that does not enter it itself. */
function registrarOf(
  kind: TransferActor,
  { agency, police, procuratorate }: Organs,
  onPaper: (police: string | null) => boolean,
): string | null {
  if (kind === 'POLICE') return onPaper(police) ? agency : null;
  if (kind === 'PROC') return procuratorate === null ? agency : null;
  return kind === 'COURT' ? (procuratorate ?? agency) : null;
}

/** The head decides in person; two officers sign a report before; other acts a system may enter for the officer it names. */
function officerOf(
  kind: TransferActor,
  actor: Actor,
  { officer: named }: StepInput,
  source: StepSource,
): StepOfficer | null {
  const { officer } = actor;
  if (kind === 'ADMIN_HEAD' && officer?.head !== true) {
    throw new DomainError(
      'forbidden',
      'officer.not-head',
      'The head of the agency decides on a transfer, in person',
      {
        zh: '是否移送由本机关正职负责人或者主持工作的负责人决定',
      },
    );
  }
  if (officer) return { id: officer.id, name: officer.name, signedIn: true };
  if (named) return { id: null, name: named.name, signedIn: false };
  if (source === 'EVENT') return null;
  throw new DomainError('forbidden', 'officer.needed', 'Say which officer does it, or sign in as one', {
    zh: '须由承办人员登录办理，或者载明承办人员姓名',
  });
}

function registered(kind: TransferActor, organ: string | null, actor: Actor, input: StepInput): Taker {
  const { officer: registrar } = actor;
  if (!registrar) {
    throw new DomainError('forbidden', 'officer.needed', 'An officer registers a paper, signed in', {
      zh: '纸质文书须由承办人员登录登记',
    });
  }
  if (!input.officer)
    throw missingField('officer', 'officer.name-needed', 'Name who signed the paper', '须载明签署人姓名');
  if ((input.documents ?? []).length === 0) {
    throw missingField('documents', 'step.paper-needed', 'Add the scanned paper', '须附该文书的扫描件');
  }
  return {
    organ: organ ?? kind,
    officer: { id: null, name: input.officer.name, signedIn: false },
    enteredBy: actor.agency.id,
    source: 'PAPER',
    registeredBy: { id: registrar.id, name: registrar.name },
  };
}

function missingField(field: string, rule: string, message: string, messageZh: string): DomainError {
  return new DomainError('invalid', rule, message, {
    zh: messageZh,
    issues: [{ field, rule, message, messageZh }],
  });
}
