import { type Branded, type Checked, clean, notText, refuse } from './checked.js';

/** Document number 发文字号, GB/T 9704: agency words, year in hexagonal brackets, serial: `国知发保字〔2021〕12号`. */
export type DocumentNumber = Branded<'DocumentNumber'>;

export interface CheckedDocumentNumber {
  readonly value: DocumentNumber;
  /** 机关代字; may be empty. */
  readonly words: string;
  readonly year: number;
  readonly serial: number;
}

const FORM = /^([\p{Script=Han}A-Z0-9]{0,40})[〔〖﹝[(【《<{](\d{4})[〕〗﹞\])】》>}]第?(\d{1,15})号$/u;

/** A longer serial is a code (of organ and procedure), as some cities give to penalty decisions: its zeros count. */
const LONGEST_PLAIN_SERIAL = 7;

/**
 * Any brackets, spaces and full width are forgiven; `第` and the zeros before a serial of up to seven digits are dropped, as the
 * standard writes it.
 */
export function checkDocumentNumber(input: unknown): Checked<CheckedDocumentNumber> {
  const text = clean(input);
  if (text === undefined) return notText('document-number', '文号');
  const [, words = '', yearText, serialText] = FORM.exec(text) ?? [];
  if (!yearText || !serialText) {
    return refuse(
      'document-number.form',
      'Must be agency words, year in brackets, number: 〔2026〕12号',
      '文号格式应如 国知发保字〔2026〕12号',
    );
  }
  const year = Number(yearText);
  if (year < 1949 || year > 2199)
    return refuse('document-number.year', 'The year in brackets is not plausible', '文号年份不合理');
  const serial = Number(serialText);
  if (serial === 0) return refuse('document-number.serial', 'Serial numbers begin at 1', '文号序号自1起');
  const written = serialText.length > LONGEST_PLAIN_SERIAL ? serialText : String(serial);
  return { ok: true, value: `${words}〔${year}〕${written}号` as DocumentNumber, words, year, serial };
}
