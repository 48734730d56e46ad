import { checkCreditCode } from '@xianjie/identifiers';

export interface PartyQuery {
  readonly creditCode?: string;
  readonly decisionNo?: string;
  readonly name?: string;
}

/** As documents are numbered: 杭市知罚决〔2026〕12号. */
const DOCUMENT_NO = /[〔[(（【]\s*\d{4}\s*[〕\])）】]/;

/** What was typed into the one box: a credit code, a whole decision number, or a part of a name. */
export function partyQuery(text: string | undefined): PartyQuery {
  const typed = text?.trim() ?? '';
  if (typed === '') return {};
  const code = checkCreditCode(typed);
  if (code.ok) return { creditCode: code.value };
  return DOCUMENT_NO.test(typed) ? { decisionNo: typed } : { name: typed };
}

export const isTooShort = (text: string): boolean =>
  partyQuery(text).name !== undefined && [...text.trim()].length < 2;
