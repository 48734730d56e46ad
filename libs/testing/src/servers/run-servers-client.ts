import { connect } from 'node:net';
import type { RunServer } from './run-servers.js';

const NAMED = { postgres: 'TEST_POSTGRES_URL', kafka: 'TEST_KAFKA_BROKERS' } as const;

/** The address of the run's server: the one named in the environment, else the one the run starts for all its files. */
export async function runServer(name: RunServer): Promise<string> {
  const named = process.env[NAMED[name]];
  if (named) return name === 'kafka' ? `kafka://${named.replace(/^kafka:\/\//, '')}` : named;
  const path = process.env['TEST_RUN_SERVERS'];
  if (!path)
    throw new Error('No test run is under way: start tests through Jest, whose global setup starts servers');
  return ask(path, name);
}

function ask(path: string, name: RunServer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(path, () => socket.write(`${name}\n`));
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.once('error', reject);
    socket.once('close', () => {
      const { address, error } = JSON.parse(text || '{}') as { address?: string; error?: string };
      if (address) resolve(address);
      else reject(new Error(`The run's ${name} did not start: ${error ?? 'the run has ended'}`));
    });
  });
}
