import { Form, Input, Select } from 'antd';
import { bodyOf, transfers } from '../../api/clients.js';
import { ActButton } from '../../kit/act.js';
import { atMost, required } from '../../kit/field-rules.js';
import { ResumableUpload } from '../../kit/upload.js';
import { useLanguage } from '../../words/language.js';
import { useWords } from '../../words/words.js';
import { type TransferPage, useRefresh } from '../data.js';
import { words } from './documents.words.js';
import { paperNames, uploadKinds } from './papers.words.js';

interface Values {
  readonly kind: (typeof uploadKinds)[number];
  readonly name: string;
  readonly documentNo?: string;
  readonly uploadId: string;
}

/** A paper with its file: uploaded in pieces that go on after an interruption, its digest checked, then added for good. */
export function AddDocument({ page }: { page: TransferPage }) {
  const [say, language, names] = [useWords(words), useLanguage(), useWords(paperNames)];
  const refresh = useRefresh();
  const act = async ({ uploadId, ...values }: Values) => {
    const path = { id: page.id };
    const upload = await bodyOf(
      transfers.GET('/transfers/{id}/uploads/{uploadId}', { params: { path: { ...path, uploadId } } }),
    );
    const { sha256, bytes, mediaType } = upload;
    const body = { ...values, sha256: sha256 ?? '', bytes, mediaType, uploadId };
    await bodyOf(transfers.POST('/transfers/{id}/documents', { params: { path }, body }));
    await refresh();
  };
  return (
    <ActButton<Values>
      label={say.addDocument}
      fields={(form) => (
        <>
          <p className="soft">{say.addDocumentFollows}</p>
          <Form.Item name="kind" label={say.documentKind} rules={[required(language)]}>
            <Select options={uploadKinds.map((kind) => ({ value: kind, label: names[kind] }))} />
          </Form.Item>
          <Form.Item name="uploadId" label={say.file} rules={[required(language)]} extra={say.fileHint}>
            <UploadField
              transferId={page.id}
              onName={(name) => form.getFieldValue('name') === undefined && form.setFieldValue('name', name)}
            />
          </Form.Item>
          <Form.Item name="name" label={say.documentName} rules={[required(language), atMost(200, language)]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="documentNo" label={say.documentNo} rules={[atMost(64, language)]}>
            <Input maxLength={64} />
          </Form.Item>
        </>
      )}
      act={act}
    />
  );
}

interface UploadFieldProps {
  readonly transferId: string;
  readonly onName: (name: string) => void;
  readonly value?: string;
  readonly onChange?: (uploadId: string) => void;
}

/** The id of an upload as a form's field. */
function UploadField({ transferId, onName, value, onChange }: UploadFieldProps) {
  const say = useWords(words);
  return (
    <>
      <ResumableUpload
        endpoint={`/api/case-transfer/transfers/${transferId}/uploads`}
        label={say.file}
        onDone={(address, file) => {
          onName(file.name);
          onChange?.(address.split('/').at(-1) ?? '');
        }}
      />
      {value && <span role="status">{say.uploaded}</span>}
    </>
  );
}
