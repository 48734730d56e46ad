/** Jest's global teardown: stops what the run started. */
export default async function teardown() {
  await globalThis.testRunServers?.stop();
}
