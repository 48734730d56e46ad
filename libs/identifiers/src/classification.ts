import { type Branded, type Checked, clean, notText, refuse } from './checked.js';

/** International Patent Classification symbol, as `G06F 16/27`. */
export type IpcSymbol = Branded<'IpcSymbol'>;
/** Locarno class of designs, as `14-03`. */
export type LocarnoClass = Branded<'LocarnoClass'>;

const IPC = /^([A-H](?!00)\d\d[A-Z])-?(?!0+\/)(\d{1,4})\/(\d{2,6})$/;
const LOCARNO = /^(\d\d)-(\d\d)$/;
const LAST_LOCARNO_CLASS = 32;

/** Form only: section A-H, class, subclass, group / subgroup. Whether the symbol exists is not known here. */
export function checkIpc(input: unknown): Checked<{ value: IpcSymbol }> {
  const text = clean(input);
  if (text === undefined) return notText('ipc', 'IPC分类号');
  const [, subclass, group, subgroup] = IPC.exec(text) ?? [];
  if (!subclass)
    return refuse('ipc.form', 'Must be a symbol such as G06F 16/27', 'IPC分类号格式应如 G06F 16/27');
  return { ok: true, value: `${subclass} ${Number(group)}/${subgroup}` as IpcSymbol };
}

/** Classes 01-32. */
export function checkLocarno(input: unknown): Checked<{ value: LocarnoClass }> {
  const text = clean(input);
  if (text === undefined) return notText('locarno', '洛迦诺分类号');
  const [, main, sub] = LOCARNO.exec(text) ?? [];
  if (!main || !sub)
    return refuse('locarno.form', 'Must be a class such as 14-03', '洛迦诺分类号格式应如 14-03');
  if (Number(main) < 1 || Number(main) > LAST_LOCARNO_CLASS) {
    return refuse(
      'locarno.class',
      `Classes run from 01 to ${LAST_LOCARNO_CLASS}`,
      `洛迦诺大类应为01至${LAST_LOCARNO_CLASS}`,
      1,
    );
  }
  if (sub === '00') return refuse('locarno.subclass', 'Subclasses begin at 01', '洛迦诺小类自01起', 4);
  return { ok: true, value: text as LocarnoClass };
}
