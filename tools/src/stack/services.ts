/** A service as the local stack and the commands know it. */
export interface ServiceEntry {
  /** Folder in `apps/`, name of its database (with `_` for `-`), of its log file, and in metrics. */
  readonly name: string;
  /** Taken where it is free, else another. */
  readonly port: number;
  readonly zh: string;
  /** Settings that are secrets, by what they hold; the local stack makes them once. */
  readonly secrets?: Readonly<Record<string, SecretForm>>;
  /** Settings that are folders of its own, by their names beside the data. */
  readonly folders?: Readonly<Record<string, string>>;
  /** It reads PARTNERS and PARTNER_KEYS. */
  readonly partners?: true;
}

/** `key`: 32 random bytes in base64; `named-key`: the same with an id before it, `<id>:<base64>`. */
export type SecretForm = 'key' | 'named-key';

/** Every service that runs. A new one is a line here, in docker-compose.yml and its topics in deploy/topics.yaml. */
export const services: readonly ServiceEntry[] = [
  {
    name: 'lead-reporting',
    port: 3001,
    zh: '线索通报通告',
    secrets: { PERSONAL_KEYS: 'named-key', PERSONAL_HASH_KEY: 'key' },
  },
  { name: 'exam-exchange', port: 3002, zh: '审查执法信息共享' },
  { name: 'credit-publishing', port: 3003, zh: '信用公示' },
  {
    name: 'case-transfer',
    port: 3004,
    zh: '两法衔接',
    secrets: { PERSONAL_KEYS: 'named-key' },
    folders: { DOCUMENTS_FOLDER: 'documents' },
    partners: true,
  },
];
