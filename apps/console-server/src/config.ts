import { readEdgeConfig, sealingKeys } from '@xianjie/service';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { serviceAddresses } from './services/service-addresses.js';

/** Both src/ and dist/ lie below the app, whose neighbour the console is. */
const built = fileURLToPath(new URL('../../console/dist-web', import.meta.url));

export const config = readEdgeConfig({
  CONSOLE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text).origin)
    .describe('address under which browsers reach the console: its origin, https:// outside of trials'),
  CONSOLE_FILES: z.string().min(1).default(built).describe('folder with the built console'),
  SERVICES: serviceAddresses.describe('the services behind /api: <service>=<address>,…'),
  CLIENT_ID: z.string().min(1).describe('the console as a client of the issuer'),
  CLIENT_SECRET: z.string().min(1).optional().describe('its secret; without it PKCE alone proves who asks'),
  OIDC_BROWSER_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('origin under which browsers reach the issuer, where it differs from OIDC_ISSUER'),
  OIDC_SCOPES: z
    .string()
    .min(1)
    .optional()
    .describe('scopes to ask for, where the issuer knows others than the permissions’: openid lead:read …'),
  OIDC_RESOURCE: z
    .string()
    .min(1)
    .optional()
    .describe('resource (RFC 8707) to ask a token for, where the issuer wants it named'),
  SESSION_KEYS: sealingKeys.describe('keys that seal sessions in cookies: <key id>:<32 bytes in base64>,…'),
  SESSION_HOURS: z.coerce
    .number()
    .min(0.01)
    .max(24)
    .default(12)
    .describe('hours after which an officer signs in anew, whatever the issuer says'),
  SAMPLE_OFFICERS: z
    .string()
    .min(1)
    .optional()
    .describe('for trials only: file with sample officers, who sign in with one click'),
});

export type ConsoleConfig = typeof config;
