import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface ServiceEntry {
  readonly name: string;
  readonly port: number;
  readonly secrets?: Readonly<Record<string, 'key' | 'named-key'>>;
}

interface ComposeService {
  readonly build?: { readonly target?: string; readonly args?: Readonly<Record<string, string>> };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const compose = read('docker-compose.yml');
const declared = (
  parse(compose, { merge: true }) as { services: Readonly<Record<string, ComposeService | undefined>> }
).services;

// A path that lint does not follow: these specs look at projects from outside, and stand on none of them.
const load = (path: string): Promise<unknown> => import(`../../${path}.js`);
const { services } = (await load('tools/src/stack/services')) as { services: readonly ServiceEntry[] };
const { CONSOLE } = (await load('tools/src/stack/console')) as { CONSOLE: ServiceEntry };
/** By their names for one service, or with its own before them where two have one of the name. */
const secrets = Object.fromEntries(
  [...services, CONSOLE].flatMap(({ name, secrets: own = {} }) =>
    Object.entries(own).flatMap(([setting, form]) => [
      [setting, form],
      [`${name.toUpperCase().replaceAll('-', '_')}_${setting}`, form],
    ]),
  ),
) as Record<string, 'key' | 'named-key'>;

/** `NAME=value`, and `# NAME=value` for what may be left out. */
const example = [...read('deploy/example.env').matchAll(/^(# )?([A-Z_]+)=(.*)$/gm)].map(
  ([, optional, name, value]) => ({ name: name!, required: optional === undefined, value: value! }),
);
/** The file as its reader fills it in: secrets made, nothing optional. */
const filled = Object.fromEntries(
  example
    .filter(({ required }) => required)
    .map(({ name, value }) => [name, value || secretOf(secrets[name])] as const),
);

function secretOf(form: 'key' | 'named-key' | undefined): string {
  const key = randomBytes(32).toString('base64');
  return form === 'named-key' ? `k1:${key}` : key;
}

const VARIABLE = /\$\{([A-Z_]+)(?:(:[-+?])([^}]*))?\}/g;

/** As Compose does it: `${NAME}`, `${NAME:-otherwise}`, `${NAME:+instead}`, `${NAME:?must be set}`. */
function interpolated(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(VARIABLE, (_, name: string, kind = '', word = '') => {
    const value = env[name] ?? '';
    if (kind === ':-') return value || word;
    if (kind === ':+') return value && word;
    if (kind === ':?' && !value) throw new Error(`${name} ${word}`);
    return value;
  });
}

function environmentOf(service: string, env: Readonly<Record<string, string>> = filled) {
  const entries = Object.entries(declared[service]?.environment ?? {});
  return Object.fromEntries(entries.map(([name, text]) => [name, interpolated(text, env)]));
}

const prefixOf = (service: string) => service.toUpperCase().replaceAll('-', '_');

describe('docker-compose.yml', () => {
  const built = Object.entries(declared).filter(
    ([name, service]) => name !== CONSOLE.name && service?.build?.args?.['SERVICE'],
  );

  it('runs every service that the local stack runs, and every app', () => {
    const names = services.map(({ name }) => name).sort();
    expect(built.map(([name]) => name).sort()).toEqual(names);
    const apps = readdirSync(join(root, 'apps')).filter((app) =>
      readdirSync(join(root, 'apps', app)).includes('migrations'),
    );
    expect(names).toEqual(apps.sort());
  });

  it.each(built)('builds %s from its own code', (name, service) => {
    expect(service?.build).toMatchObject({ target: 'service', args: { SERVICE: name } });
  });

  it.each(services)(
    'publishes $name on this machine only, at the port of the local stack',
    ({ name, port }) => {
      expect(declared[name]?.ports).toEqual([`127.0.0.1:${port}:3000`]);
    },
  );

  it.each(services)('gives $name a database whose password `prepare` sets', ({ name }) => {
    const role = name.replaceAll('-', '_');
    const variable = `${prefixOf(name)}_DATABASE_PASSWORD`;
    expect(declared[name]?.environment?.['DATABASE_URL']).toBe(
      `postgres://${role}:\${${variable}}@postgres:5432/${role}`,
    );
    expect(declared['prepare']?.environment?.[variable]).toMatch(`\${${variable}:?`);
  });

  it.each(services)('tells the commands and the other services where $name is', ({ name }) => {
    const commands = environmentOf('xianjie');
    expect(commands[`${prefixOf(name)}_URL`]).toBe(`http://${name}:3000`);
    expect(commands[`${prefixOf(name)}_DATABASE_URL`]).toBe(environmentOf(name)['DATABASE_URL']);
    for (const each of services)
      expect(environmentOf(each.name)['SCHEMA_REGISTRIES']!.split(',')).toContain(
        `http://${name}:3000/registry`,
      );
  });

  it('lets each service with partner topics be told of them, and the example names those of deploy/topics.yaml', () => {
    const { partners } = parse(read('deploy/topics.yaml')) as {
      partners: readonly { agency: string; service: string }[];
    };
    for (const service of new Set(partners.map((partner) => partner.service))) {
      const variable = `${prefixOf(service)}_PARTNER_TOPICS`;
      const agencies = partners.filter((partner) => partner.service === service).map(({ agency }) => agency);
      expect(declared[service]?.environment?.['PARTNER_TOPICS']).toBe(`\${${variable}:-}`);
      expect(example.find(({ name }) => name === variable)?.value).toBe(agencies.join());
    }
  });

  it('runs the console’s server, with the pages, at the port of the local stack', () => {
    const { name, port } = CONSOLE;
    expect(declared[name]?.build).toMatchObject({ target: 'pages', args: { SERVICE: name } });
    expect(declared[name]?.ports).toEqual([`127.0.0.1:${port}:3000`]);
    const addresses = services.map((service) => `${service.name}=http://${service.name}:3000`);
    expect(environmentOf(name)['SERVICES']).toBe(addresses.join());
  });

  it('has the trial’s issuer send officers back to where the console is', () => {
    const { CONSOLE_SECRET, CONSOLE_REDIRECTS } = environmentOf('issuer');
    const { CONSOLE_URL, CLIENT_SECRET } = environmentOf(CONSOLE.name);
    expect(CONSOLE_SECRET).toBe(CLIENT_SECRET);
    expect(CONSOLE_REDIRECTS).toBe(`${CONSOLE_URL}/session/callback`);
  });

  it('mounts the same common files into every service', () => {
    const common = (name: string) => declared[name]?.volumes?.slice(0, 2);
    for (const { name } of services) expect(common(name)).toEqual(common(services[0]!.name));
  });
});

describe('the settings of a service in docker-compose.yml', () => {
  const before = { ...process.env };
  afterAll(() => void (process.env = before));

  it.each([...services, CONSOLE])(
    'are what $name reads: nothing is missing, malformed or unknown',
    async ({ name }) => {
      const environment = environmentOf(name);
      process.env = environment;
      const { config } = (await load(`apps/${name}/src/config`)) as { config: object };
      const known = new Set([...Object.keys(config), 'SINGLE_BROKER']);
      expect(Object.keys(environment).filter((setting) => !known.has(setting))).toEqual([]);
    },
  );

  it.each(services)('name mounted files of $name by where they are mounted', ({ name }) => {
    const everything = { ...Object.fromEntries(example.map((line) => [line.name, line.value])), ...filled };
    const files = Object.values(environmentOf(name, everything)).filter((value) => value.startsWith('/'));
    const mounts = (declared[name]?.volumes ?? []).map((volume) =>
      interpolated(volume, everything).split(':'),
    );
    expect(mounts.map(([, inside]) => inside)).toEqual(expect.arrayContaining(files));
    // A volume of the service's own is named, and written to.
    const shared = mounts.filter(([from]) => from?.includes('/'));
    expect(shared.map(([, , mode]) => mode)).toEqual(shared.map(() => 'ro'));
    expect(files.length).toBe(mounts.length);
  });
});

describe('deploy/example.env', () => {
  const asked = [...compose.matchAll(VARIABLE)].map(([, name, kind]) => ({ name: name!, kind }));

  it('names every variable that docker-compose.yml asks for, and no other', () => {
    const names = new Set(asked.map(({ name }) => name));
    expect(example.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('leaves out only what may be left out', () => {
    const required = new Set(asked.filter(({ kind }) => kind === ':?').map(({ name }) => name));
    const uncommented = example.filter((line) => line.required).map(({ name }) => name);
    expect(uncommented.sort()).toEqual([...required].sort());
  });
});

describe('deploy/Dockerfile', () => {
  it('names no workspace: a new one needs no change of it', () => {
    const text = read('deploy/Dockerfile').replaceAll(/^#.*$/gm, '');
    const folders = ['apps', 'libs'].flatMap((parent) =>
      readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
    );
    expect(folders.filter((folder) => text.includes(folder))).toEqual([]);
  });
});
