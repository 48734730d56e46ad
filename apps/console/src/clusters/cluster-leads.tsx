import { Link } from 'react-router';
import { useAgencyName } from '../api/agencies.js';
import { NumberText } from '../kit/copy-number.js';
import { DateText } from '../kit/date-text.js';
import { StatusTag } from '../kit/status-tag.js';
import { useWords } from '../words/words.js';
import { type Cluster, tones } from './cluster-data.js';
import { clusterWords } from './clusters.words.js';

/** Each lead with what it has in common with the one it is most like. */
export function ClusterLeads({ cluster: { leads } }: { cluster: Cluster }) {
  const words = useWords(clusterWords);
  const agencyName = useAgencyName();
  const numberOf = (id: string | null) =>
    leads.find(({ leadId }) => leadId === id)?.externalNo ?? words.likeHidden;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.leads}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.leads}</th>
            <th scope="col">{words.actOn}</th>
            <th scope="col">{words.common}</th>
            <th scope="col">{words.score}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {leads.map((lead) => (
            <tr key={lead.leadId}>
              <td>
                <Link to={`/leads/${lead.leadId}`}>{lead.subjectName}</Link>
                <div className="soft">
                  {lead.externalNo} · {agencyName(lead.submitter)}
                </div>
                <div className="soft">
                  {lead.goods} <NumberText number={lead.patentNumber} kind="patent" />
                </div>
              </td>
              <td>
                <DateText at={lead.actOn} />
              </td>
              <td>
                {lead.keys.map((key) => words.keys[key]).join('、')}
                <div className="soft">
                  {words.like}：{numberOf(lead.like)}
                </div>
              </td>
              <td className="number">{lead.score}</td>
              <td>
                <StatusTag tone={tones[lead.state]}>{words.statuses[lead.state]}</StatusTag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
