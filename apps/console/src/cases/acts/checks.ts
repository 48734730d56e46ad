import { checkDocumentNumber } from '@xianjie/identifiers';

/** A document number, or the agency's own: as the service takes case numbers. */
export const isCaseNo = (text: string): boolean =>
  checkDocumentNumber(text).ok || /^[\p{Script=Han}A-Za-z0-9〔〕()（）\-_./]{1,64}$/u.test(text.trim());

/** 诈骗罪, 生产、销售伪劣产品罪. */
export const isCharge = (text: string): boolean => /^[\p{Script=Han}、（）]{2,40}罪$/u.test(text.trim());

/** A rule of a form's field on text that may be empty. */
export const textRule = (fits: (text: string) => boolean, message: string) => ({
  validator: (_rule: unknown, text: string | undefined) =>
    !text || fits(text) ? Promise.resolve() : Promise.reject(new Error(message)),
});
