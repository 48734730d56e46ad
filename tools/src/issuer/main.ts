import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startIssuer } from './start-issuer.js';

// Both src/ and dist/ lie three folders below the repository's root.
const root = fileURLToPath(new URL('../../../', import.meta.url));
const { PORT, HOST, OIDC_ISSUER, OIDC_AUDIENCE, ISSUER_DATA, ISSUER_AGENCIES } = process.env;
const { CONSOLE_SECRET, CONSOLE_REDIRECTS, ISSUER_ONE_CLICK } = process.env;

const running = await startIssuer({
  port: Number(PORT ?? 3900),
  data: ISSUER_DATA ?? join(root, '.data', 'issuer'),
  agencies: ISSUER_AGENCIES ?? join(root, 'samples', 'agencies.json'),
  ...(HOST ? { host: HOST } : {}),
  ...(OIDC_ISSUER ? { issuer: OIDC_ISSUER } : {}),
  ...(OIDC_AUDIENCE ? { audience: OIDC_AUDIENCE } : {}),
  ...(CONSOLE_SECRET
    ? {
        console: {
          secret: CONSOLE_SECRET,
          redirectUris: (CONSOLE_REDIRECTS ?? '').split(',').filter(Boolean),
        },
      }
    : {}),
  oneClick: ISSUER_ONE_CLICK === '1',
});
console.log(`issuer ${running.issuer}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void running.stop().then(() => process.exit(0)));
}
