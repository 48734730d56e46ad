import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

export const NO_CHROMIUM =
  'The console was NOT tested: there is no Chromium (apt-get install --no-install-recommends chromium fonts-wqy-microhei, or CHROMIUM=<path>)';

/** The browser that CHROMIUM names, else the system's. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM'];
  return named ? (existsSync(named) ? named : undefined) : PLACES.find((place) => existsSync(place));
}

/** Whether doing without a browser is a failure. */
export function browserNeeded(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['CI'] === 'true' || env['REQUIRE_BROWSER'] === '1';
}
