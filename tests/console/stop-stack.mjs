/** Jest's global teardown. */
export default async function teardown() {
  await globalThis.consoleStack?.remove();
}
