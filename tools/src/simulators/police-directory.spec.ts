import { mkdtempSync } from 'node:fs';
import { readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { canonicalJson, verifyDetached, type PartnerKeys } from '@xianjie/envelopes';
import type { Manners } from './misbehaviour.js';
import { packageName, readPackage, writePackage } from './package-file.js';
import { PoliceByDirectory } from './police-directory.js';
import { delivery, keysOfBoth, ORGAN, PLATFORM } from './police-rig.suite.js';
import { ACKNOWLEDGEMENT } from './police-system.js';

const keys = keysOfBoth('SM');
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function police(manners: Manners = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'node-'));
  const failures: unknown[] = [];
  const common = { organ: ORGAN, platform: PLATFORM, keys: keys.police, directory, manners };
  const system = new PoliceByDirectory({ ...common, failed: (error) => failures.push(error) });
  await system.start();
  stops.push(() => system.stop());
  const send = async (
    packageId: string,
    kind: 'DELIVERY' | 'OUTCOME',
    content: object,
    by: PartnerKeys = keys.platform,
  ) =>
    writeFile(
      join(directory, 'out', packageName(packageId)),
      await writePackage(by, { packageId, kind, recipient: ORGAN }, content),
    );
  return { system, directory, failures, send };
}

/** What the platform finds in `in`, once there is so much. */
async function brought(directory: string, count: number) {
  const folder = join(directory, 'in');
  for (let tries = 0; tries < 100; tries += 1) {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.xjp'));
    if (names.length >= count)
      return Promise.all(
        names.map(async (name) => {
          const { manifest, content } = await readPackage(
            keys.platform,
            await readFile(join(folder, name)),
            ORGAN,
          );
          return { name, manifest, content: JSON.parse(content.toString()) as Record<string, unknown> };
        }),
      );
    await sleep(50);
  }
  throw new Error('Nothing was brought');
}

const contentOf = ({ body }: { body: Buffer }) => JSON.parse(body.toString()) as object;

describe('a police system behind a front-end node', () => {
  it('takes a package away once it is stored, and brings its signed word', async () => {
    const { system, directory, send } = await police();
    const given = delivery();
    await send(given.id, 'DELIVERY', contentOf(given));
    const [found] = await brought(directory, 1);
    expect(found?.name).toBe(packageName(found?.manifest.packageId ?? ''));
    expect(found?.manifest).toMatchObject({
      format: 'xianjie-package/1',
      kind: 'ACKNOWLEDGEMENT',
      sender: ORGAN,
      recipient: PLATFORM,
    });
    const { signature, ...said } = found?.content ?? {};
    expect(said).toMatchObject({ deliveryId: given.id, digest: given.digest });
    const expected = { signer: ORGAN, context: ACKNOWLEDGEMENT, asOf: new Date() };
    await verifyDetached(keys.platform, canonicalJson(said as never), signature, expected);
    await sleep(300);
    expect(await readdir(join(directory, 'out'))).toEqual([]);
    expect(system.received.get(given.id)?.times).toBe(1);
  });

  it('leaves lying what is not the platform’s, and looks at nothing that is being written', async () => {
    const { system, directory, failures, send } = await police();
    const [forged, good] = [delivery(), delivery()];
    await send(forged.id, 'DELIVERY', contentOf(forged), keys.stranger);
    await writeFile(join(directory, 'out', '.part'), 'x');
    await send(good.id, 'DELIVERY', contentOf(good));
    await brought(directory, 1);
    expect([system.received.has(forged.id), system.received.has(good.id)]).toEqual([false, true]);
    expect(failures[0]).toMatchObject({ code: 'envelope.key' });
  });

  it('gives an answer, and hears what became of it', async () => {
    const { system, directory, send } = await police();
    const answer = { transferId: 't-1', externalNo: 'D-1', step: 'FILED', officer: { name: '罗勇' } };
    const pending = system.answer(answer);
    const [found] = await brought(directory, 1);
    expect([found?.manifest.kind, found?.content]).toEqual(['ANSWER', answer]);
    const { packageId } = found?.manifest ?? { packageId: '' };
    const outcome = {
      packageId,
      externalNo: 'D-1',
      status: 'REJECTED',
      stepNo: null,
      stateNow: null,
      issues: [{ rule: 'r' }],
    };
    await send(`outcome-${packageId}`, 'OUTCOME', outcome);
    expect(await pending).toEqual({
      externalNo: 'D-1',
      status: 'REJECTED',
      stepNo: null,
      stateNow: null,
      issues: ['r'],
    });
  });

  it('spoils what it signs, or says nothing, where it is told to', async () => {
    const spoilt = await police({ misbehave: 'wrong-signature' });
    spoilt.system
      .answer({ transferId: 't-1', externalNo: 'D-2', step: 'FILED', officer: { name: '罗勇' } })
      .catch(() => undefined);
    await expect(brought(spoilt.directory, 1)).rejects.toMatchObject({ code: 'envelope.signature' });
    const silent = await police({ misbehave: 'silent' });
    const given = delivery();
    await silent.send(given.id, 'DELIVERY', contentOf(given));
    await sleep(500);
    expect([silent.system.received.size, await readdir(join(silent.directory, 'in'))]).toEqual([0, []]);
    await unlink(join(silent.directory, 'out', packageName(given.id)));
  });
});
