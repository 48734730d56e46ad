/** What was typed into the one box: the beginning of a number, or a part of a title. */
export function findQuery(text: string | undefined): { number?: string; title?: string } {
  const typed = text?.normalize('NFKC').trim() ?? '';
  if (typed === '') return {};
  const number = typed.toUpperCase().replace(/[\s-]/g, '');
  return /^(ZL|CN)?\d{1,12}(\.[\dX]?)?$/.test(number) ? { number } : { title: typed };
}

/** A title is found by two characters at least. */
export const isTooShort = (text: string): boolean =>
  findQuery(text).title !== undefined && [...text.trim()].length < 2;
