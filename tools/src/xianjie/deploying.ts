import { createServiceDatabase, migrate } from '@xianjie/persistence';
import { markRestored, openEventLog } from '@xianjie/messaging';
import { migrationFolders } from '../stack/paths.js';
import { services } from '../stack/services.js';
import { deployedTopics, partnerAcls } from '../stack/topics.js';
import type { Command, Invocation } from './command.js';
import { ExitCode, UsageError } from './exit-code.js';

export const deployCommands: readonly Command[] = [
  {
    words: ['topics'],
    operands: '[--create | --acls]',
    about:
      'compares the topics of the event log with deploy/topics.yaml; --create makes the missing ones, --acls prints who may read and write those of partners',
    options: { create: { type: 'boolean' }, acls: { type: 'boolean' } },
    takes: [0, 0],
    run: topics,
  },
  {
    words: ['migrate'],
    operands: '[SERVICE…]',
    about: 'makes the databases of services and brings them to the newest form',
    takes: [0, services.length],
    run: migrateServices,
  },
  {
    words: ['restored'],
    operands: 'SERVICE',
    about:
      'says that the database of a service was restored from an older copy; before the service starts again',
    takes: [1, 1],
    run: restored,
  },
];

async function restored({ operands: [service = ''], settings, output }: Invocation): Promise<ExitCode> {
  const epoch = await markRestored(settings.database(service));
  output.tell(`${service}: epoch ${epoch}; consumers that have seen more set such streams aside as forked`, {
    service,
    epoch,
  });
  return ExitCode.ok;
}

async function topics({ options, settings, output }: Invocation): Promise<ExitCode> {
  if (options['acls'] === true) return tellAcls(output);
  const wanted = deployedTopics();
  const log = await openEventLog(settings.eventLog(), { clientId: 'xianjie-topics' });
  try {
    if (options['create'] === true) await log.createTopics(wanted);
    const counts = await log.partitions(wanted.map(({ name }) => name));
    let differing = 0;
    for (const { name, partitions } of wanted) {
      const found = counts.get(name) ?? 0;
      const state =
        found === partitions ? 'as wanted' : found === 0 ? 'missing' : `has ${found}, never to change`;
      if (found !== partitions) differing += 1;
      output.tell(`${name}: ${partitions} partitions, ${state}`, { name, partitions, found });
    }
    return differing === 0 ? ExitCode.ok : ExitCode.refused;
  } finally {
    await log.close();
  }
}

/** As options of Kafka's own `kafka-acls.sh --add`. */
function tellAcls(output: Invocation['output']): ExitCode {
  for (const acl of partnerAcls()) {
    const { topic, principal, operation } = acl;
    output.tell(`--topic ${topic} --allow-principal ${principal} --operation ${operation}`, acl);
  }
  return ExitCode.ok;
}

async function migrateServices({ operands, settings, output }: Invocation): Promise<ExitCode> {
  const names = operands.length > 0 ? operands : services.map(({ name }) => name);
  const unknown = names.filter((name) => !services.some((service) => service.name === name));
  if (unknown.length > 0) throw new UsageError(`No service ${unknown.join(', ')}`);
  const admin = settings.adminDatabase();
  for (const name of names) {
    const url = await databaseOf(name, admin);
    const ran = await migrate(url, migrationFolders(name));
    output.tell(`${name}: ${ran.length === 0 ? 'up to date' : ran.join(', ')}`, { service: name, ran });
  }
  return ExitCode.ok;
}

/** The service's own address where it is given; else its database is made with the administrator's. */
async function databaseOf(service: string, admin: string | undefined): Promise<string> {
  const prefix = service.toUpperCase().replaceAll('-', '_');
  const own = process.env[`${prefix}_DATABASE_URL`];
  if (own) return own;
  const password =
    process.env[`${prefix}_DATABASE_PASSWORD`] ??
    (process.env['ADMIN_DATABASE_URL'] ? undefined : 'xianjie-local');
  if (!admin || password === undefined) {
    throw new UsageError(
      `Set ${prefix}_DATABASE_URL, or ADMIN_DATABASE_URL and ${prefix}_DATABASE_PASSWORD, or run npm start`,
    );
  }
  return createServiceDatabase(admin, service, password);
}
