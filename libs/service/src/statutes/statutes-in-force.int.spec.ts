import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Database, migrate, openDataSource } from '@xianjie/persistence';
import { createTestDatabase } from '@xianjie/testing';
import { auditOverrides, statutesInForce } from './statutes-in-force.js';

const folder = mkdtempSync(join(tmpdir(), 'overrides-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(overrides: unknown): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(overrides));
  return file;
}

const override = {
  key: 'CREDIT_CHINA_PUBLICATION_FINE_GENERAL',
  validFrom: '2023-05-01',
  figures: { maxMonths: 24 },
  basis: '国家发展改革委令第58号第十条',
  by: '省局法规处',
  reason: '已核对公报原文',
};
const question = { system: 'CREDIT_CHINA', decisionDate: '2024-06-01', penalty: 'FINE_GENERAL' } as const;

describe('the law of a service', () => {
  it('is that of the release without a file', () => {
    expect(statutesInForce(undefined).publication(question)).toMatchObject({ overridden: false });
  });

  it('is what a file says of a recalled figure, and each answer says so', () => {
    const answer = statutesInForce(written([override])).publication(question);
    expect(answer).toMatchObject({ overridden: true, result: { maxMonths: 24 } });
  });

  it('does not begin on an override that it cannot take', () => {
    const unknown = { ...override, key: 'NO_SUCH_RULE' };
    expect(() => statutesInForce(written([unknown]))).toThrow('no rule');
    expect(() => statutesInForce(written([{ ...override, by: '' }]))).toThrow();
  });

  it('stands in the trail, with who answers for it', async () => {
    const database = await createTestDatabase('overrides');
    const audit = fileURLToPath(new URL('../../../audit/migrations', import.meta.url));
    await migrate(database.address, [audit]);
    const source = await openDataSource({ url: database.address, name: 'overrides' });
    try {
      await auditOverrides(new Database(source), statutesInForce(written([override])));
      const [row] = await source.query('SELECT act, subject_id, details FROM audit_entry');
      expect(row).toMatchObject({
        act: 'statutes.override',
        subject_id: expect.stringContaining(override.key),
        details: { by: '省局法规处', now: expect.stringContaining('24') },
      });
    } finally {
      await source.destroy();
      await database.stop();
    }
  });
});
