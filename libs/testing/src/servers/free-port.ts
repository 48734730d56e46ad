import { createServer } from 'node:net';

function canBind(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/**
 * A TCP port of 127.0.0.1 that nobody listens on: `preferred` where it is free, else one between 20000 and 32000, which is
 * below the range systems take the ports of outgoing connections from.
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await canBind(preferred))) return preferred;
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await canBind(port)) return port;
  }
}
