import { Alert, App, Button, Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ApiProblem, asProblem } from '../api/problem.js';
import { common } from '../words/common.words.js';
import { useWords } from '../words/words.js';
import { Conflict, type ConflictRow } from './conflict.js';
import { useDraft } from './drafts.js';
import { asOneTypes, filledIn, pathOf } from './field-rules.js';
import { DraftNote } from './draft-note.js';
import { TraceId } from './page-state.js';

/** What is there now, for comparison with what was filled in. */
export interface Latest {
  readonly version: number;
  readonly rows: readonly ConflictRow[];
}

export interface ActProps<Values extends object> {
  /** A verb: 批准移送. */
  readonly label: string;
  /** Said beside the button: 24 小时内须送达公安机关. */
  readonly follows?: string | undefined;
  readonly tone?: 'primary' | 'danger' | 'plain';
  /** Why it cannot be done now; the button says so. */
  readonly refusedBecause?: string | undefined;
  /** What the act needs, as `Form.Item`s; an act without fields is done at once. */
  readonly fields?: ReactNode | ((form: FormInstance<Values>) => ReactNode);
  /** What the form begins with; a function where that depends on the moment at which it is opened. */
  readonly initial?: Partial<Values> | (() => Partial<Values>);
  /** Name under which what was typed is kept. */
  readonly draft?: string;
  readonly wide?: boolean;
  /** `version` is that of a newer state, after a conflict was looked at; else undefined. */
  readonly act: (values: Values, version: number | undefined) => Promise<unknown>;
  /** Reads what is there now, when somebody was faster. */
  readonly latest?: (values: Values) => Promise<Latest>;
  readonly done?: string;
}

/** A verb on an object. What follows is said beside it; what the law asks for is asked in a dialog, where a conflict is shown side by side. */
export function ActButton<Values extends object = Record<string, never>>(props: ActProps<Values>) {
  const { label, follows, tone = 'plain', refusedBecause, fields } = props;
  const [open, setOpen] = useState(false);
  const { run, running } = useRun(props);
  const click = () => (fields ? setOpen(true) : void run({} as Values, undefined));
  return (
    <span className="act">
      <Button
        type={tone === 'primary' ? 'primary' : 'default'}
        danger={tone === 'danger'}
        disabled={refusedBecause !== undefined}
        loading={running}
        onClick={click}
      >
        {label}
      </Button>
      {(refusedBecause ?? follows) && <span className="act-follows">{refusedBecause ?? follows}</span>}
      {fields && open && <ActDialog {...props} close={() => setOpen(false)} />}
    </span>
  );
}

const READABLE_S = 10;

/** An act without a dialog: its failure is told at the top of the page. */
function useRun<Values extends object>({ act, done }: ActProps<Values>) {
  const { message } = App.useApp();
  const words = useWords(common);
  const [running, setRunning] = useState(false);
  const run = async (values: Values, version: number | undefined) => {
    setRunning(true);
    try {
      await act(values, version);
      void message.success(done ?? words.done);
    } catch (error) {
      const { detail, traceId } = asProblem(error).problem;
      const content = traceId ? `${detail} · ${words.trace} ${traceId}` : detail;
      void message.error({ content, duration: READABLE_S });
    } finally {
      setRunning(false);
    }
  };
  return { run, running };
}

type DialogProps<Values extends object> = ActProps<Values> & { readonly close: () => void };

function ActDialog<Values extends object>(props: DialogProps<Values>) {
  const { label, follows, fields, initial, close, wide, tone } = props;
  const words = useWords(common);
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(props.draft ?? `act.${label}`);
  const { submit, running, problem, conflict, settle } = useSubmit(props, form, draft.drop);
  const [start] = useState(
    () => ({ ...begun(initial), ...(props.draft ? draft.found?.value : {}) }) as Values,
  );
  return (
    <Modal
      open
      title={label}
      width={wide ? 880 : 560}
      onCancel={close}
      okText={label}
      cancelText={words.cancel}
      okButtonProps={{ danger: tone === 'danger', loading: running }}
      onOk={() => form.submit()}
      mask={{ closable: false }}
      destroyOnHidden
      centered
      styles={{ body: { maxHeight: 'calc(100dvh - 200px)', overflowY: 'auto' } }}
    >
      {follows && <p className="soft">{follows}</p>}
      {props.draft && (
        <DraftNote
          at={draft.found?.at}
          discard={() => {
            draft.drop();
            form.setFieldsValue(begun(initial) as never);
          }}
        />
      )}
      <ProblemNote problem={problem} />
      {conflict && <Conflict latest={conflict} settle={settle} />}
      <Form
        form={form}
        name="act"
        layout="vertical"
        initialValues={start}
        onFinish={(values: Values) => void submit(values, undefined)}
        onValuesChange={(_change, values: Values) => props.draft && draft.keep(values)}
        scrollToFirstError={{ focus: true }}
        requiredMark
        validateTrigger={[...asOneTypes.validateTrigger]}
      >
        {typeof fields === 'function' ? fields(form) : fields}
      </Form>
    </Modal>
  );
}

function begun<Values extends object>(initial: ActProps<Values>['initial']): Partial<Values> {
  return (typeof initial === 'function' ? initial() : initial) ?? {};
}

/** Sends a dialog's values: fields are marked, a conflict is compared, anything else is said above the form. */
function useSubmit<Values extends object>(
  { act, latest, done, close }: DialogProps<Values>,
  form: FormInstance<Values>,
  drop: () => void,
) {
  const { message } = App.useApp();
  const words = useWords(common);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [conflict, setConflict] = useState<Latest>();
  const submit = async (values: Values, version: number | undefined) => {
    setRunning(true);
    setProblem(undefined);
    try {
      await act(filledIn(values), version);
      drop();
      void message.success(done ?? words.done);
      close();
    } catch (error) {
      const failed = asProblem(error);
      if (failed.isStale && latest) setConflict(await latest(values));
      else {
        setProblem(failed);
        markFields(form, failed);
      }
    } finally {
      setRunning(false);
    }
  };
  const settle = (keep: boolean) => {
    const version = conflict?.version;
    setConflict(undefined);
    if (keep) void submit(form.getFieldsValue(true) as Values, version);
    else close();
  };
  return { submit, running, problem, conflict, settle };
}

/** The first field that a problem names is marked with its words and focused. */
export function markFields(form: FormInstance, { problem: { errors = [] } }: ApiProblem): void {
  form.setFields(errors.map(({ field, message }) => ({ name: pathOf(field), errors: [message] })) as never);
  const [first] = errors;
  if (first) form.scrollToField(pathOf(first.field), { focus: true });
}

export function ProblemNote({ problem }: { problem: ApiProblem | undefined }) {
  if (!problem) return null;
  const { detail, errors = [], traceId } = problem.problem;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      className="note"
      title={detail}
      description={
        <>
          {errors.length > 0 && (
            <ul>
              {errors.map(({ field, message }) => (
                <li key={field + message}>{message}</li>
              ))}
            </ul>
          )}
          {traceId && <TraceId id={traceId} />}
        </>
      }
    />
  );
}
