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

const fileSchema = z.strictObject({ topics: z.array(topicSchema).min(1) });

/** The topics of `deploy/topics.yaml`. Throws where the file is not of its form or names a topic twice. */
export function deployedTopics(file = join(root, 'deploy', 'topics.yaml')): TopicSpec[] {
  const { topics } = fileSchema.parse(parse(readFileSync(file, 'utf8')));
  const names = new Set(topics.map(({ name }) => name));
  if (names.size < topics.length) throw new Error(`${file} names a topic twice`);
  return topics.map(({ name, partitions, retentionDays }) => ({ name, partitions, retentionDays }));
}
