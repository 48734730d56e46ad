import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { open, readPartnerKeys, seal } from '@xianjie/envelopes';
import { PLATFORM, writePartnerFiles } from './partners.js';

const portFor = async (_organ: string, preferred: number) => preferred;
const folder = () => mkdtempSync(join(tmpdir(), 'partners-'));

describe('the partner files of the local stack', () => {
  it('let the platform and each police system read each other, each in its own suite', async () => {
    const { keys, police } = await writePartnerFiles(folder(), { byTopic: true, portFor });
    const platform = readPartnerKeys(keys);
    for (const [organ, { keys: theirs }] of Object.entries(police)) {
      const createdAt = new Date();
      const message = { recipient: organ, context: 'topic', contentType: 'text/plain', createdAt };
      const sealed = await seal(platform, Buffer.from('移送书'), message);
      const expected = { sender: PLATFORM, context: 'topic', now: createdAt, maxAge: 60 };
      const { content } = await open(readPartnerKeys(theirs), sealed, expected);
      expect(Buffer.from(content).toString()).toBe('移送书');
    }
    expect(new Set(Object.keys(police).map((organ) => platform.partner(organ).suite))).toEqual(
      new Set(['SM', 'INTL']),
    );
  });

  it('are made once, and are for their owner alone', async () => {
    const dataDir = folder();
    const { keys } = await writePartnerFiles(dataDir, { byTopic: true, portFor });
    const before = readFileSync(keys, 'utf8');
    await writePartnerFiles(dataDir, { byTopic: false, portFor });
    expect(readFileSync(keys, 'utf8')).toBe(before);
    expect(statSync(keys).mode & 0o077).toBe(0);
  });

  it('reach by a call whom they cannot reach by a topic', async () => {
    const channels = async (byTopic: boolean) => {
      const { partners } = await writePartnerFiles(folder(), { byTopic, portFor });
      const list = JSON.parse(readFileSync(partners, 'utf8')) as { organ: string; channel: string }[];
      return list.map(({ organ, channel }) => `${organ} ${channel}`);
    };
    const always = ['police-guangdong directory', 'police-zhejiang platform'];
    expect(await channels(true)).toEqual(['police-hangzhou http', 'police-shenzhen kafka', ...always]);
    expect(await channels(false)).toEqual(['police-hangzhou http', 'police-shenzhen http', ...always]);
  });
});
