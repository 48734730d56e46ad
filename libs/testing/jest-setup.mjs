import './jest-typescript.mjs';

/** Jest's global setup: answers test files that ask for a server; starts nothing by itself. */
export default async function setup() {
  const { RunServers } = await import('./src/servers/run-servers.ts');
  const servers = new RunServers();
  process.env.TEST_RUN_SERVERS = await servers.listen();
  process.env.TMPDIR = servers.folder; // what test files leave there goes with it
  globalThis.testRunServers = servers;
}
