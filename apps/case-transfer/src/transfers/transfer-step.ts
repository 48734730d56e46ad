import type { LocalDate } from '@xianjie/identifiers';
import type {
  DeliveryDocument,
  ExtensionKey,
  TransferActor,
  TransferEvent,
  TransferState,
} from '@xianjie/statutes';
import type { Seat } from './step-forms.js';

/** A paper that a delivery lacks, or that the police ask for. */
export interface MissingPaper {
  readonly kind: DeliveryDocument;
  readonly reason: string;
}

/** What the one who takes a step says; its form tells which of it is needed. */
export interface StepInput {
  readonly step: TransferEvent;
  /** The sender's own number; with the sender it makes a repeat harmless. */
  readonly externalNo?: string | undefined;
  /** Who signed, where a system acts for its officers or a paper is registered. */
  readonly officer?: { readonly name: string } | undefined;
  readonly documentNo?: string | undefined;
  /** When it was signed, delivered or decided: RFC 3339; now unless told. */
  readonly effectiveAt?: string | undefined;
  readonly reasons?: string | undefined;
  /** Ids of documents of the transfer. */
  readonly documents?: readonly string[] | undefined;
  readonly missing?: readonly MissingPaper[] | undefined;
  readonly forwardedTo?: string | undefined;
  readonly otherOrgan?: string | undefined;
  readonly extension?: { readonly key: ExtensionKey; readonly approvedBy: string } | undefined;
  readonly seizedItems?: number | undefined;
  readonly partyToldOn?: LocalDate | undefined;
  /** Digits. */
  readonly criminalFineFen?: string | undefined;
  readonly higherProcuratorate?: string | undefined;
}

/** How a step came in. */
export const stepSources = [
  'HTTP',
  'KAFKA',
  'FILE',
  'PLATFORM',
  'PAPER',
  'EVENT',
  'ACKNOWLEDGEMENT',
] as const;
export type StepSource = (typeof stepSources)[number];

export interface StepOfficer {
  /** Null where a system named the officer. */
  readonly id: string | null;
  readonly name: string;
  readonly signedIn: boolean;
}

/** A step that was taken; never changed. */
export interface TransferStep {
  readonly transferId: string;
  readonly no: number;
  readonly step: TransferEvent;
  readonly stateBefore: TransferState | null;
  readonly stateNow: TransferState;
  readonly actorKind: TransferActor;
  /** Id of the organ whose step it is; the kind of actor where it is no agency here, such as a court. */
  readonly organ: string;
  readonly officer: StepOfficer | null;
  /** Organ that entered it. */
  readonly enteredBy: string;
  readonly source: StepSource;
  readonly externalNo: string | null;
  readonly contentDigest: string;
  readonly documentType: string | null;
  readonly documentNo: string | null;
  readonly reasons: string | null;
  readonly documentIds: readonly string[];
  readonly details: StepDetails;
  readonly shownTo: readonly Seat[];
  readonly takenAt: Date;
  readonly effectiveAt: Date;
  readonly dueOn: LocalDate | null;
  readonly basis: string;
  readonly certainty: string;
}

/** What the form of a step asks beyond its columns. */
export type StepDetails = Pick<
  StepInput,
  | 'missing'
  | 'forwardedTo'
  | 'otherOrgan'
  | 'extension'
  | 'seizedItems'
  | 'partyToldOn'
  | 'criminalFineFen'
  | 'higherProcuratorate'
> & {
  /** Officers of the agency who signed the report. */
  readonly signedBy?: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** Officer of another organ who registered a paper. */
  readonly registeredBy?: { readonly id: string; readonly name: string } | undefined;
};

export function detailsOf(input: StepInput): StepDetails {
  const {
    missing,
    forwardedTo,
    otherOrgan,
    extension,
    seizedItems,
    partyToldOn,
    criminalFineFen,
    higherProcuratorate,
  } = input;
  return {
    missing,
    forwardedTo,
    otherOrgan,
    extension,
    seizedItems,
    partyToldOn,
    criminalFineFen,
    higherProcuratorate,
  };
}
