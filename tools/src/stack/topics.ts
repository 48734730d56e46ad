import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TopicSpec } from '@xianjie/messaging';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from './paths.js';

const topicSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9.-]{2,200}$/),
  partitions: z.int().min(1).max(1000),
  retentionDays: z.int().min(1).max(3650),
  /** What travels on it; for people. */
  about: z.string(),
});

/** A partner's own pair of topics at a service: `<service>.inbound.<agency>` and `<service>.outbound.<agency>`. */
const partnerSchema = z.strictObject({
  agency: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/),
  service: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  /** Who its system is to the broker. */
  principal: z.string().regex(/^User:\S{1,200}$/),
  retentionDays: z.int().min(1).max(3650),
});

const fileSchema = z.strictObject({
  topics: z.array(topicSchema).min(1),
  partners: z.array(partnerSchema).default([]),
});

/** Who may do what on a topic; everybody else may do nothing. */
export interface TopicAcl {
  readonly topic: string;
  readonly principal: string;
  readonly operation: 'READ' | 'WRITE';
}

function read(file: string): z.output<typeof fileSchema> {
  return fileSchema.parse(parse(readFileSync(file, 'utf8')));
}

const YAML = join(root, 'deploy', 'topics.yaml');

/** The topics of `deploy/topics.yaml`, those of partners included. Throws where the file is not of its form or names a topic twice. */
export function deployedTopics(file = YAML): TopicSpec[] {
  const { topics, partners } = read(file);
  const specs = [
    ...topics.map(({ name, partitions, retentionDays }) => ({ name, partitions, retentionDays })),
    ...partners.flatMap(({ service, agency, retentionDays }) =>
      ['inbound', 'outbound'].map((way) => ({
        name: `${service}.${way}.${agency}`,
        partitions: 1,
        retentionDays,
      })),
    ),
  ];
  if (new Set(specs.map(({ name }) => name)).size < specs.length)
    throw new Error(`${file} names a topic twice`);
  return specs;
}

/** Agencies whose systems have topics at a service. */
export function partnersOf(service: string, file = YAML): string[] {
  return read(file)
    .partners.filter((partner) => partner.service === service)
    .map(({ agency }) => agency);
}

/**
 * What the broker is to allow: a service reads what it consumes and writes what it produces, a partner writes its own inbound topic and
 * reads its own outbound topic, and nobody else touches them. The topic is a partner's identity, so this is what keeps it.
 */
export function partnerAcls(file = YAML): TopicAcl[] {
  return read(file).partners.flatMap(({ service, agency, principal }): TopicAcl[] => [
    { topic: `${service}.inbound.${agency}`, principal, operation: 'WRITE' },
    { topic: `${service}.inbound.${agency}`, principal: `User:${service}`, operation: 'READ' },
    { topic: `${service}.outbound.${agency}`, principal: `User:${service}`, operation: 'WRITE' },
    { topic: `${service}.outbound.${agency}`, principal, operation: 'READ' },
  ]);
}
