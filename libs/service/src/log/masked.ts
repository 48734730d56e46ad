/** Citizen ids (GB 11643-1999), mobile numbers, bearer tokens and passwords in URLs, wherever they got into a line. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [
    /(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g,
    '[citizen id]',
  ],
  [/(?<![\dA-Za-z.-])(?:\+?86[- ]?)?1[3-9]\d{9}(?![\dA-Za-z.-])/g, '[phone]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[token]'],
  [/(\b[a-z][a-z+]*:\/\/[^\s:/@"]*:)[^\s@"]+@/g, '$1[redacted]@'],
];

/** A log line without what must not be in one. The last guard: code does not log such things in the first place. */
export function masked(line: string): string {
  let text = line;
  for (const [pattern, instead] of forbidden) text = text.replace(pattern, instead);
  return text;
}
