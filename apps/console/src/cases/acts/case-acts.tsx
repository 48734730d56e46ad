import { bodyOf, type LeadPaths, leads } from '../../api/clients.js';
import { useMay, useSession } from '../../api/session.js';
import { ActButton } from '../../kit/act.js';
import { useWords } from '../../words/words.js';
import { ProposeCircular } from '../../circulars/propose-circular.js';
import { type CaseView, latestCase, useRefresh } from '../case-data.js';
import { caseWords } from '../cases.words.js';
import { actWords } from './acts.words.js';
import { Decide } from './decide-act.js';
import { RecordFindings } from './findings-act.js';
import { type OfficerFields, OfficersFields } from './officers-fields.js';
import { PartyFields } from './party-fields.js';
import { CloseCase, ExtendLimit, RecordMilestone } from './record-acts.js';

/** What the officers of the agency whose case it is may do now. */
export function CaseActs({ found }: { found: CaseView }) {
  const { agency } = useSession();
  const mayHandle = useMay('case:handle');
  if (agency.id !== found.agency || !mayHandle) return null;
  const isOpen = found.status === 'open';
  const isClosed = found.status === 'closed';
  return (
    <div className="acts no-print">
      {isOpen && <Decide found={found} />}
      {!isClosed && <RecordFindings found={found} />}
      {!isClosed && <RecordMilestone found={found} />}
      {isOpen && <NameParty found={found} />}
      {!isClosed && <NameOfficers found={found} />}
      {isOpen && <ExtendLimit found={found} />}
      {!isClosed && <CloseCase found={found} />}
      {!isOpen && found.actType !== 'INFRINGEMENT' && <ProposeCircular caseId={found.id} />}
    </div>
  );
}

type PartyInput =
  LeadPaths['/cases/{id}/party']['put']['requestBody']['content']['application/json']['party'];

function NameParty({ found }: { found: CaseView }) {
  const [words, names] = [useWords(actWords), useWords(caseWords)];
  const refresh = useRefresh();
  const { id, version: read, party } = found;
  const initial = party
    ? { kind: party.kind, name: party.name, creditCode: party.creditCode, operator: party.operator }
    : { kind: 'ORGANISATION' };
  return (
    <ActButton<{ party: PartyInput }>
      label={words.nameParty}
      done={words.recorded}
      draft={`party.${id}`}
      wide
      initial={{ party: initial as PartyInput }}
      fields={<PartyFields />}
      act={async ({ party: given }, version) => {
        const body = { party: onlyOf(given), version: version ?? read };
        await bodyOf(leads.PUT('/cases/{id}/party', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={({ party: given }) =>
        latestCase(id, (now) => [
          { label: names.party, yours: given.name, theirs: now.party?.name },
          {
            label: names.creditCode,
            yours: (given as { creditCode?: string }).creditCode,
            theirs: now.party?.creditCode,
          },
        ])
      }
    />
  );
}

const PARTS: Readonly<Record<PartyInput['kind'], readonly string[]>> = {
  ORGANISATION: ['name', 'creditCode'],
  SOLE_TRADER: ['name', 'creditCode', 'operator', 'operatorCitizenNumber'],
  PERSON: ['name', 'citizenNumber', 'phone'],
};

/** A party without what belongs to a kind that was tried before. */
export function onlyOf(party: PartyInput): PartyInput {
  const fields = Object.entries(party).filter(
    ([name]) => name === 'kind' || PARTS[party.kind].includes(name),
  );
  return Object.fromEntries(fields) as PartyInput;
}

function NameOfficers({ found: { id, version: read, officers } }: { found: CaseView }) {
  const words = useWords(actWords);
  const refresh = useRefresh();
  const named = (list: readonly OfficerFields[]) => list.map(({ name }) => name).join('、');
  return (
    <ActButton<{ officers: { name: string; id?: string }[] }>
      label={words.nameOfficers}
      done={words.recorded}
      draft={`officers.${id}`}
      initial={{ officers: officers.map((each) => ({ ...each })) }}
      fields={<OfficersFields />}
      act={async ({ officers: given }, version) => {
        const body = { officers: given, version: version ?? read };
        await bodyOf(leads.PUT('/cases/{id}/officers', { params: { path: { id } }, body }));
        await refresh();
      }}
      latest={({ officers: given }) =>
        latestCase(id, (now) => [{ label: words.officers, yours: named(given), theirs: named(now.officers) }])
      }
    />
  );
}
