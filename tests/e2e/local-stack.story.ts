import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openApiTruth } from './openapi-truth.js';
import { eventually, isThere, LocalStack, type Running, type Stack } from './local-stack.js';
import { runPartnerExamples } from './partner-examples.js';
import { personalTexts, placesOf, plantPerson } from './planted-person.js';

const MINUTES = 60_000;

/** The story of a local stack on one event log, from the first start to the last Ctrl-C; each test goes on where the last one ended. */
export function tellStory(eventLog: string): void {
  const local = new LocalStack(eventLog);
  let launcher: Running;
  let first: Stack;
  let occupant: Server | undefined;

  const pids = (stack: Stack) => stack.processes.map(({ pid }) => pid);

  beforeAll(async () => {
    launcher = await local.start();
    first = local.stack;
  }, 3 * MINUTES);

  afterAll(async () => {
    occupant?.close();
    await local.remove();
  }, MINUTES);

  it('comes up with every service ready, and says so in its last line', async () => {
    expect(launcher.lastLine).toMatch(/^ready/);
    for (const { url } of Object.values(first.services)) {
      for (const path of ['/livez', '/readyz', '/openapi.json', '/metrics']) {
        expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
      }
    }
    expect(launcher.output).toContain('ip-zhejiang-system');
  });

  it('refuses a second start on the same data, and lets the first one be', async () => {
    const second = local.run('start');
    expect(await second.exit).toBe(3);
    expect(second.output).toContain('runs already');
    expect(pids(first).every(isThere)).toBe(true);
  });

  it(
    'plays the demo, every step of it',
    async () => {
      const demo = local.run('demo');
      expect([await demo.exit, demo.output]).toEqual([0, expect.stringContaining('every step was seen')]);
      expect(demo.output).toMatch(/SIGKILL to PostgreSQL/);
      expect(demo.output).toMatch(/SIGKILL to lead-reporting/);
      if (eventLog === 'kafka') expect(demo.output).toMatch(/SIGKILL to Kafka/);
    },
    15 * MINUTES,
  );

  it(
    'names a person nowhere but where it is kept: in no topic, no event, no log, no metric, no refusal',
    async () => {
      const { leadId, refusals } = await plantPerson(local.stack);
      expect(refusals.filter((text) => personalTexts.some((planted) => text.includes(planted)))).toEqual([]);
      expect(refusals.every((text) => text.includes('"code"'))).toBe(true);
      expect(await placesOf(personalTexts, local.stack, local.folder)).toEqual([]);
      // The search finds what is there: the lead went through log and events.
      expect((await placesOf([leadId], local.stack, local.folder)).length).toBeGreaterThan(1);
    },
    2 * MINUTES,
  );

  it(
    'does what docs/partners.md says, block by block',
    async () => {
      const { code, output } = await runPartnerExamples(local.folder, eventLog === 'kafka');
      expect([code, output]).toEqual([0, expect.stringContaining('as the platform says')]);
    },
    3 * MINUTES,
  );

  it('was answered throughout as the OpenAPI documents say', async () => {
    const { calls, operations, faults } = await openApiTruth(local.recording, first.services);
    expect(faults).toEqual([]);
    expect(calls).toBeGreaterThan(20);
    expect(operations).toBeGreaterThan(2);
  });

  it(
    'answers on the command line, for programs too',
    async () => {
      const tail = local.run(
        'xianjie',
        'log',
        'tail',
        'lead-reporting.lead',
        '--from-beginning',
        '--limit',
        '3',
        '--json',
      );
      expect(await tail.exit).toBe(0);
      const lines = tail.output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines).toHaveLength(3);
      const parked = local.run('xianjie', 'parked', 'list');
      expect([await parked.exit, parked.output.trim()]).toEqual([0, 'nothing is parked']);
      const missing = local.run('xianjie', 'leads', 'show', '01a20aec-0000-7000-8000-000000000000');
      expect(await missing.exit).toBe(1);
      const forbidden = local.run('xianjie', 'parked', 'list', '--as', 'ip-zhejiang');
      expect(await forbidden.exit).toBe(4);
    },
    MINUTES,
  );

  it(
    'starts a service again that dies',
    async () => {
      const { pid } = local.stack.processes.find(({ name }) => name === 'lead-reporting')!;
      process.kill(pid, 'SIGKILL');
      const again = () => local.stack.processes.find(({ name }) => name === 'lead-reporting')!.pid;
      await eventually(() => again() !== pid && isThere(again()));
    },
    MINUTES,
  );

  it(
    'stops every process on a Ctrl-C that reaches only the launcher, and keeps the ports for the next start',
    async () => {
      const before = local.stack;
      launcher.child.kill('SIGINT');
      expect(await launcher.exit).toBe(0);
      expect(pids(before).filter(isThere)).toEqual([]);
      expect(local.stack).toMatchObject({
        launcher: null,
        readyAt: null,
        processes: [],
        ports: before.ports,
      });
    },
    MINUTES,
  );

  it(
    'goes on with its data, and takes another port where its own is taken',
    async () => {
      const taken = first.ports['lead-reporting']!;
      occupant = createServer().listen(taken, '127.0.0.1');
      launcher = await local.start();
      const { ports } = local.stack;
      expect(ports['lead-reporting']).not.toBe(taken);
      expect(launcher.output).toContain('database of lead-reporting: up to date');
      expect(launcher.output).not.toContain('sample patents');
      const tail = local.run('xianjie', 'log', 'tail', 'lead-reporting.lead', '--from-beginning', '--json');
      expect(await tail.exit).toBe(0);
      expect(tail.output).toContain('lead_reporting.v1.LeadSubmitted');
    },
    3 * MINUTES,
  );

  it(
    'ends what a killed launcher left, and begins anew with --fresh',
    async () => {
      const left = local.stack;
      launcher.child.kill('SIGKILL');
      await launcher.exit;
      expect(pids(left).some(isThere)).toBe(true);
      launcher = await local.start('--fresh');
      expect(pids(left).filter(isThere)).toEqual([]);
      expect(launcher.output).toContain('sample patents');
      const tail = local.run('xianjie', 'log', 'tail', 'lead-reporting.lead', '--from-beginning', '--json');
      expect(await tail.exit).toBe(0);
      expect(tail.output).not.toContain('LeadSubmitted');
    },
    4 * MINUTES,
  );

  it(
    'stops within its time on SIGTERM as well',
    async () => {
      const before = local.stack;
      launcher.child.kill('SIGTERM');
      expect(await launcher.exit).toBe(0);
      expect(pids(before).filter(isThere)).toEqual([]);
    },
    MINUTES,
  );
}
