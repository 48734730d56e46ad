import { Button } from 'antd';
import { useId, useState } from 'react';
import { sizeText } from '../kit/numbers.js';
import { useWords } from '../words/words.js';
import { formWords } from './lead-form.words.js';
import type { LeadFields } from './lead-input.js';

type Evidence = NonNullable<LeadFields['evidence']>;

interface Props {
  readonly value?: Evidence;
  readonly onChange?: (evidence: Evidence) => void;
}

const MOST = 50;

/** Files by name, size and digest; the files themselves stay where they are. */
export function EvidenceField({ value = [], onChange }: Props) {
  const words = useWords(formWords);
  const [computing, setComputing] = useState(false);
  const id = useId();
  const add = async (files: readonly File[]) => {
    setComputing(true);
    try {
      const added = await Promise.all(files.map(digested));
      const known = new Set(value.map(({ sha256 }) => sha256));
      onChange?.([...value, ...added.filter(({ sha256 }) => !known.has(sha256))].slice(0, MOST));
    } finally {
      setComputing(false);
    }
  };
  return (
    <>
      <p className="soft">{words.evidenceHint}</p>
      {value.length > 0 && (
        <table className="plain-table">
          <tbody>
            {value.map(({ name, sha256, bytes }) => (
              <tr key={sha256}>
                <td>{name}</td>
                <td className="number">{sizeText(bytes)}</td>
                <td className="number soft" title={sha256}>
                  {sha256.slice(0, 12)}…
                </td>
                <td className="end">
                  <Button
                    size="small"
                    type="link"
                    aria-label={`${words.remove} ${name}`}
                    onClick={() => onChange?.(value.filter((each) => each.sha256 !== sha256))}
                  >
                    {words.remove}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="file-field">
        <label htmlFor={id}>{words.addEvidence}</label>
        <input
          id={id}
          type="file"
          multiple
          onChange={({ target }) => {
            void add([...(target.files ?? [])]);
            target.value = '';
          }}
        />
        <span role="status" className="soft">
          {computing ? words.computing : ''}
        </span>
      </div>
    </>
  );
}

async function digested(file: File): Promise<Evidence[number]> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { name: file.name, sha256, bytes: file.size };
}
