// By its address: these tests stand on no project of the repository.
await import(new URL('../../libs/testing/jest-typescript.mjs', import.meta.url));

/** Jest's global setup: the local stack on the PostgreSQL log, with what the demo leaves there. With CONSOLE_URL: one that runs, on the data of XIANJIE_DATA. */
export default async function setup() {
  process.env.CONSOLE_DATA = process.env.XIANJIE_DATA ?? new URL('../../.data', import.meta.url).pathname;
  if (process.env.CONSOLE_URL) return;
  const { LocalStack } = await import('../e2e/local-stack.ts');
  const local = new LocalStack('embedded');
  globalThis.consoleStack = local;
  await local.start();
  const demo = local.run('demo');
  if ((await demo.exit) !== 0) throw new Error(`The demo ended early:\n${demo.output}`);
  process.env.CONSOLE_DATA = local.folder;
  process.env.CONSOLE_URL = local.stack.console.url;
}
