/** The names in deploy/topics.yaml: a list below `topics`, each a name or something with one. */
export function topicNames(yaml: unknown): ReadonlySet<string> {
  const list: unknown = typeof yaml === 'object' && yaml !== null && 'topics' in yaml ? yaml.topics : yaml;
  if (!Array.isArray(list)) throw new Error('deploy/topics.yaml has no list of topics');
  return new Set(
    list.map((entry: string | { name: string }) => (typeof entry === 'string' ? entry : entry.name)),
  );
}
