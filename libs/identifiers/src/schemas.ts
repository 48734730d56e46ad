import { z } from 'zod';
import type { Checked } from './checked.js';
import { checkCitizenNumber } from './citizen-number.js';
import { checkIpc, checkLocarno } from './classification.js';
import { checkCreditCode } from './credit-code.js';
import { checkDocumentNumber } from './document-number.js';
import { checkLocalDate } from './local-date.js';
import { checkOrganisationCode } from './organisation-code.js';
import { checkPatentNumber } from './patent-number.js';
import { checkPublicationNumber } from './publication-number.js';

/**
 * A check as a zod schema: text in, canonical value out. A refusal is a `custom` issue whose `params` carry `rule` and
 * `zh`, its message the English sentence.
 */
export function checkedSchema<V extends string>(check: (input: unknown) => Checked<{ value: V }>) {
  return z.string().transform((text, ctx): V => {
    const checked = check(text);
    if (checked.ok) return checked.value;
    const { rule, message, zh } = checked.refusal;
    ctx.addIssue({ code: 'custom', message, params: { rule, zh } });
    return z.NEVER;
  });
}

export const CreditCodeSchema = checkedSchema(checkCreditCode).meta({
  description: 'Unified social credit code 统一社会信用代码, GB 32100-2015',
  examples: ['91330106MA2YYTX068'],
});
export const OrganisationCodeSchema = checkedSchema(checkOrganisationCode).meta({
  description: 'Organisation code 组织机构代码, GB 11714-1997',
  examples: ['MA2YYTX0-6'],
});
export const CitizenNumberSchema = checkedSchema((input) => checkCitizenNumber(input)).meta({
  description: 'Citizen number 公民身份号码, GB 11643-1999; stored encrypted',
});
export const PatentNumberSchema = checkedSchema(checkPatentNumber).meta({
  description:
    'Application or patent number 专利号, ZC 0006-2003; ZL, CN, spaces and a missing dot are forgiven',
  examples: ['ZL202010566088.9'],
});
export const PublicationNumberSchema = checkedSchema(checkPublicationNumber).meta({
  description: 'Publication number 公布公告号',
  examples: ['CN111800000A'],
});
export const IpcSchema = checkedSchema(checkIpc).meta({
  description: 'IPC symbol',
  examples: ['G06F 16/27'],
});
export const LocarnoSchema = checkedSchema(checkLocarno).meta({
  description: 'Locarno class',
  examples: ['14-03'],
});
export const DocumentNumberSchema = checkedSchema(checkDocumentNumber).meta({
  description: 'Document number 发文字号, GB/T 9704',
  examples: ['国知发保字〔2021〕12号'],
});
export const LocalDateSchema = checkedSchema(checkLocalDate).meta({
  description: 'Day, local to China',
  examples: ['2026-11-22'],
});
