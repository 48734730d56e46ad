import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { type EventLog, openEventLog } from '@xianjie/messaging';
import { useService } from '../transfers/transfers-rig.suite.js';
import { describeChannel } from './channel.suite.js';
import { sideByHttp, sideByPlatform, SideByDirectory, SideByTopic } from './channels-sides.suite.js';
import { NodeFolder } from './node-folder.suite.js';
import { agreeKeys, partnersFile } from './partner-keys.suite.js';
import { APP, PlatformServer } from './platform-server.suite.js';
import { PoliceServer } from './police-server.suite.js';

const agreed = agreeKeys({ 'police-hangzhou': 'SM', 'police-shenzhen': 'INTL', 'police-guangdong': 'SM' });
const folder = new NodeFolder(agreed.of('police-guangdong'));
let log: EventLog;
let http: PoliceServer;
let platform: PlatformServer;
let partners: string;

const byTopic = new SideByTopic(agreed.of('police-shenzhen'), () => log);
const byDirectory = new SideByDirectory(agreed.of('police-guangdong'), folder);

beforeAll(async () => {
  http = await PoliceServer.start('police-hangzhou', agreed.of('police-hangzhou'));
  platform = await PlatformServer.start();
  const secretFile = join(mkdtempSync(join(tmpdir(), 'secret-')), 'secret');
  writeFileSync(secretFile, `${APP.secret}\n`);
  const units = { 'police-zhejiang': '33-GA', 'ip-ningbo': '3302-ZSCQ' };
  const address = platform.url;
  const addresses = { deliverTo: `${http.url}/deliveries`, answersAt: `${http.url}/answers` };
  partners = partnersFile([
    { organ: 'police-hangzhou', channel: 'http', ...addresses, timeoutMs: 1500 },
    { organ: 'police-shenzhen', channel: 'kafka' },
    { organ: 'police-guangdong', channel: 'directory', directory: folder.root },
    {
      organ: 'police-zhejiang',
      channel: 'platform',
      adapter: 'liangfa',
      address,
      appKey: APP.appKey,
      secretFile,
      units,
    },
  ]);
});
useService(
  () => ({ PARTNERS: partners, PARTNER_KEYS: agreed.file, PARTNER_TOPICS: 'police-shenzhen' }),
  async ({ log: address }) => {
    log = await openEventLog(address, { clientId: 'partner' });
    await log.createTopics(
      [byTopic.inbound, byTopic.outbound].map(({ topic }) => ({ name: topic, partitions: 1 })),
    );
  },
);
afterAll(async () => {
  await log?.close();
  await http?.stop();
  await platform?.stop();
});

describeChannel('a call', () => sideByHttp(() => http));
describeChannel('a topic', () => byTopic);
describeChannel('packages in a directory', () => byDirectory);
describeChannel('a provincial platform', () => sideByPlatform(() => platform));
