/** Where nobody returns to: these answer no page. */
const NO_PAGES = /^\/(session|api|console|assets|livez|readyz|metrics)(\/|$)/;
const LONGEST = 1000;

/** The page of the console that a sign-in goes back to; `/` for everything that is not one, such as another site. */
export function returnPath(asked: string | undefined): string {
  // A browser reads a backslash as a slash, and leaves out tabs and line feeds.
  if (!asked?.startsWith('/') || asked.length > LONGEST || /[\\\p{Cc}]/u.test(asked)) return '/';
  const base = 'https://console.invalid';
  if (!URL.canParse(asked, base)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, base);
  return origin === base && !pathname.startsWith('//') && !NO_PAGES.test(pathname)
    ? pathname + search + hash
    : '/';
}
