const DAY_MS = 86_400_000;

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Whole days in China from one day or moment to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayOf(to) - dayOf(from)) / DAY_MS);
}

function dayOf(text: string): number {
  return Date.parse(text.length > 10 ? shanghai.format(new Date(text)) : text);
}
