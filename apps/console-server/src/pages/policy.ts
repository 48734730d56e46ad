/**
 * Content-Security-Policy of everything the console answers: scripts, styles, fonts and requests are its own. `unsafe-inline` is for styles
 * alone: the component library writes them into the page as it runs; React itself sets single properties, which no policy forbids.
 */
export const pagePolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'frame-src': ["'self'", 'blob:'],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  // Papers of a case are shown inside its page.
  'frame-ancestors': ["'self'"],
} as const;
