import { z } from 'zod';

/** The setting `lead-reporting=http://host:port,…`: origins of the services by name. */
export const serviceAddresses = z.string().transform((text, context) => {
  const addresses = new Map<string, URL>();
  for (const entry of text.split(',')) {
    const [, name, address = ''] = /^\s*([a-z][a-z-]*)=(\S+)\s*$/.exec(entry) ?? [];
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (name && url && /^https?:$/.test(url.protocol)) addresses.set(name, url);
    else context.addIssue({ code: 'custom', message: '<service>=<address>,…' });
  }
  return addresses as ReadonlyMap<string, URL>;
});

export type ServiceAddresses = z.output<typeof serviceAddresses>;
