import { mkdtempSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@xianjie/identity';
import { Planted, searchDatabase } from '@xianjie/testing';
import { CustodyService } from '../custody/custody.service.js';
import { SideByDirectory } from '../deliveries/channels-sides.suite.js';
import { NodeFolder } from '../deliveries/node-folder.suite.js';
import { agreeKeys, partnersFile } from '../deliveries/partner-keys.suite.js';
import { APP, PlatformServer } from '../deliveries/platform-server.suite.js';
import { PenaltyCopies } from '../penalties/penalty-copies.service.js';
import { penalised, penalisedWithoutTransfer } from '../penalties/penalty-rig.suite.js';
import { begun, playAll, type Played, toPolice } from '../transfers/play.suite.js';
import {
  agencyOf,
  call,
  countOf,
  db,
  done,
  FIVE,
  now,
  paper,
  papers,
  police,
  refused,
  SCOPES,
  service,
  setTime,
  stateOf,
  useService,
  wait,
  type Who,
  wu,
} from '../transfers/transfers-rig.suite.js';
import { TransfersService } from '../transfers/transfers.service.js';

const SUSPECT = '欧阳震华';
const PHONE = '13912345678';
const CITIZEN = '11010519491231002X';
const planted = new Planted({ suspect: SUSPECT, phone: PHONE, citizen: CITIZEN });
const ABOUT = `嫌疑人${SUSPECT}，电话${PHONE}，证件${CITIZEN}`;

const NODE = 'police-guangdong';
const PLATFORM = 'police-zhejiang';
const agreed = agreeKeys({ [NODE]: 'SM' });
const folder = new NodeFolder(agreed.of(NODE));
const side = new SideByDirectory(agreed.of(NODE), folder);
let platform: PlatformServer;
let partners: string;

beforeAll(async () => {
  platform = await PlatformServer.start();
  const secretFile = join(mkdtempSync(join(tmpdir(), 'secret-')), 'secret');
  writeFileSync(secretFile, `${APP.secret}\n`);
  const units = { [PLATFORM]: '33-GA', 'ip-ningbo': '3302-ZSCQ' };
  const settings = { adapter: 'liangfa', address: platform.url, appKey: APP.appKey, secretFile, units };
  partners = partnersFile([
    { organ: NODE, channel: 'directory', directory: folder.root, settleMs: 0 },
    { organ: PLATFORM, channel: 'platform', ...settings },
  ]);
});
useService(() => ({ PARTNERS: partners, PARTNER_KEYS: agreed.file }));
afterAll(() => platform?.stop());

/** As a caller past the checks of the routes, which refuse citizen numbers: what is stored is sealed all the same. */
const actor = ({ agency, officer }: Who): Actor => ({
  agency: agencyOf(agency),
  scopes: SCOPES,
  ...(officer ? { officer } : {}),
});

const officer = (agency: string, no: number, head = false): Who => ({
  agency,
  officer: { id: `${agency}-${no}`, name: `承办${no}`, ...(head ? { head } : {}) },
});

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await is()); tries += 1) {
    if (tries > 300) throw new Error('It does not come about');
    await sleep(50);
  }
}

/** A transfer of which a delivery arrived by the system of its police organ. */
async function delivered(agency: string, areaCode: string): Promise<{ id: string; delivery: string }> {
  const { id } = await begun({ agency, areaCode });
  const report = await paper(id, officer(agency, 1), 'TRANSFER_REPORT');
  for (const no of [1, 2])
    await done('POST', `/transfers/${id}/signatures`, officer(agency, no), { documentId: report });
  const submitted = { step: 'REPORT_SUBMITTED', documents: [report] };
  await done('POST', `/transfers/${id}/steps`, officer(agency, 1), submitted);
  await done('POST', `/transfers/${id}/steps`, officer(agency, 3, true), { step: 'APPROVED' });
  const order = { documentNo: '移〔2026〕1号', documents: await papers(id, officer(agency, 1), FIVE) };
  const ordered = await done<{ id: string }>(
    'POST',
    `/transfers/${id}/deliveries`,
    officer(agency, 1),
    order,
  );
  await until(async () => {
    await side.work();
    return (await stateOf(id)) === 'DELIVERED';
  });
  return { id, delivery: ordered.id };
}

const item = (text: string) => ({
  ...{ name: text, features: text, origin: text, place: text, quantity: '1', unit: '件' },
  ...{ measure: 'NONE' as const, takenAt: now().toISOString() },
});
const move = (items: string[], text: string) => ({
  ...{ kind: 'HANDED_OVER' as const, items, to: police.agency, receiptNo: '交〔2026〕1号' },
  ...{ givenBy: text, receivedBy: text, place: text, reasons: text, movedAt: now().toISOString() },
});

/** Everything that is said of evidence names the suspect. Answers items and move. */
async function custody(transfer: Played): Promise<{ items: string[]; moveId: string }> {
  const custodians = service.app.get(CustodyService);
  const { id } = transfer;
  await db.transact((tx) => custodians.register(tx, id, { items: [item(ABOUT)] }, actor(wu)));
  await toPolice(transfer);
  await playAll(transfer, ['RECEIPT_SIGNED', 'REVIEW_STARTED']);
  const { items } = await custodians.show(db.manager, id, actor(wu));
  const ids = items.map((each) => each.id);
  const moved = await db.transact((tx) => custodians.move(tx, id, move(ids, ABOUT), actor(wu)));
  await db.transact((tx) => custodians.confirm(tx, id, moved.id, ABOUT, actor(police)));
  return { items: ids, moveId: moved.id };
}

async function extension({ id }: Played): Promise<void> {
  const given = { step: 'REVIEW_EXTENDED' as const, reasons: ABOUT, officer: { name: '陈警官' } };
  const approved = { key: 'POLICE_EXTENDED_10D' as const, approvedBy: ABOUT };
  const steps = service.app.get(TransfersService);
  await db.transact((tx) => steps.takeStep(tx, id, { ...given, extension: approved }, actor(police)));
}

/** Addresses are no words: the route lets this through. */
const addressed = {
  ...{ kind: 'NOTICE', name: `${SUSPECT}通知.pdf`, sha256: 'c'.repeat(64), bytes: 1 },
  reference: `store:/${CITIZEN}/${PHONE}.pdf`,
};

/** A status that has no step here, one whose time is none, one of a delivery that is not ours: each with words about the suspect. */
async function statuses(delivery: string): Promise<void> {
  const words = { ZTMC: ABOUT, WSH: ABOUT, SM: ABOUT, CZR: SUSPECT };
  platform.tell({ ...words, YWLSH: delivery, ZTDM: '98' });
  platform.tell({ ...words, YWLSH: delivery, ZTDM: '20', CZSJ: ABOUT });
  platform.tell({ ...words, YWLSH: CITIZEN, ZTDM: '98' });
  await until(async () => (await countOf('untaken_message', `organ = '${PLATFORM}'`)) === 3);
}

/** Files that are no packages, named after the suspect, and an answer that is not taken. */
async function files(transferId: string): Promise<void> {
  await folder.put(`${CITIZEN}.xjp`, Buffer.from('nothing'));
  await folder.put(`${SUSPECT}${PHONE}.xjp`, Buffer.from('nothing'));
  const answer = { transferId, step: 'INDICTED', officer: { name: '罗勇' }, reasons: `${SUSPECT}${PHONE}` };
  await folder.bring('A-1', 'ANSWER', { ...answer, externalNo: `${SUSPECT}${PHONE}`, [PHONE]: CITIZEN });
  await until(async () => (await folder.names('in')).length === 0);
  const told = (await folder.fetch()).find(({ packageId }) => packageId === 'outcome-A-1');
  expect(told?.content).toMatchObject({ status: 'REJECTED', externalNo: `${SUSPECT}${PHONE}` });
}

describe('a suspect who is named in every text beside the steps', () => {
  const made: Record<string, string> = {};
  let evidence: { items: string[]; moveId: string };

  beforeAll(async () => {
    setTime('2026-03-05T02:00:00Z');
    const penalty = await penalised();
    const without = await penalisedWithoutTransfer();
    wait(24 * 4);
    for (const { decisionId } of [penalty, without]) {
      const sending = { sentOn: '2026-03-08', noRightHolder: ABOUT };
      const copies = service.app.get(PenaltyCopies);
      await db.transact((tx) => copies.send(tx, decisionId, sending, actor(wu)));
    }
    const transfer = await begun();
    evidence = await custody(transfer);
    await extension(transfer);
    await done('POST', `/transfers/${transfer.id}/documents`, wu, addressed);
    await statuses((await delivered('ip-ningbo', '330203')).delivery);
    await files((await delivered('ip-guangzhou', '440103')).id);
    Object.assign(made, { id: transfer.id, penalty: penalty.decisionId, without: without.decisionId });
  }, 120_000);

  it('is read by those who may', async () => {
    const read = async (path: string, who: Who) => (await call('GET', path, who)).text();
    for (const [path, who, times] of [
      [`/transfers/${made['id']}/custody`, wu, 9],
      [`/transfers/${made['id']}`, wu, 3],
      [`/penalty-copies/${made['penalty']}`, wu, 1],
      [`/penalty-copies/${made['without']}`, wu, 1],
      ['/untaken-messages', { agency: 'ip-ningbo' }, 4],
      ['/untaken-messages', { agency: 'ip-guangzhou' }, 2],
    ] as const)
      expect([path, (await read(path, who)).split(CITIZEN).length > times]).toEqual([path, true]);
  });

  it('is in no row of the database, and the search would see it there', async () => {
    expect(await searchDatabase(service.database.address, planted)).toEqual([]);
    const tables = async (values: Record<string, string>) =>
      (await searchDatabase(service.database.address, new Planted(values))).map(({ where }) => where).join();
    for (const table of ['evidence_item', 'evidence_move', 'transfer_document', 'clock'])
      expect(await tables({ transfer: made['id'] ?? '' })).toContain(table);
    expect(await tables({ penalty: made['penalty'] ?? '' })).toContain('penalty_copy');
    expect(await tables({ move: evidence.moveId })).toContain('evidence_confirmation');
    expect(await tables({ organ: PLATFORM })).toContain('untaken_message');
    expect(await tables({ organ: NODE })).toContain('taken_package');
  });

  it('is not let in with a citizen number where an officer writes', async () => {
    const path = `/transfers/${made['id']}/custody`;
    const { decisionId: penalty } = await penalised();
    for (const [route, who, body] of [
      [`${path}/items`, wu, { items: [item(ABOUT)] }],
      [`${path}/moves`, wu, move(evidence.items, ABOUT)],
      [`${path}/moves/${evidence.moveId}/confirmation`, police, { differs: ABOUT }],
      [`/penalty-copies/${penalty}/sending`, wu, { sentOn: '2026-03-08', noRightHolder: ABOUT }],
    ] as const) {
      expect((await refused('POST', route, who, body))[0]).toBe(400);
      expect(await (await call('POST', route, who, body)).text()).toContain('text.citizen-number');
    }
  });
});

/** What is kept plain, by table: codes, ids of organs, officers, digests, numbers of papers. docs/security.md says why. */
const PLAIN: Readonly<Record<string, string>> = {
  administrative_case:
    'agency area_code basis case_no certainty charge duty grounds outcome police procuratorate stage',
  answer_cursor: 'cursor organ',
  case_fine: 'basis decision_no flag',
  case_finding: 'basis certainty duty grounds',
  delivery:
    'acknowledgement channel digest doubt failure kind ordered_by recipient sender status body* step_input*',
  evidence_confirmation: 'officer organ',
  evidence_item: 'content_digest external_no holder measure registered_by unit',
  evidence_move: 'basis content_digest entered_by external_no from_organ kind officer receipt_no to_organ',
  inbox_owner: 'organ',
  organ_key: 'key_id organ',
  penalty_copy: 'agency case_no decision_no police procuratorate registered_by no_right_holder*',
  procuratorate_copy: 'kind procuratorate content*',
  report_signature: 'officer_id officer_name',
  stored_file: 'media_type sha256',
  taken_package: 'digest organ package_id outcome*',
  transfer:
    'agency area_code basis case_no certainty charge due_key due_organ duty grounds higher_procuratorate police procuratorate state',
  transfer_document: 'added_by document_no kind media_type owner sha256 name* reference*',
  transfer_key: 'key_id',
  transfer_reader: 'organ seat state',
  transfer_step:
    'actor_kind basis certainty content_digest document_no document_type entered_by external_no officer organ shown_to source state_before state_now step details* reasons*',
  untaken_message: 'code fingerprint organ issues* reference* said*',
  upload: 'added_by expected_sha256 media_type owner refusal sha256 status',
};

/** Tables of libraries, which say themselves what they hold. */
const OF_LIBRARIES =
  'audit_entry calendar_notice checkpoint_mark clock clock_entry clock_reader clock_rule event event_schema given_up_event idempotency_key ' +
  'inbox_export inbox_mark inbox_position inbox_type migration outbox parked_event parked_record produced_topic relay_state stream';

describe('every text of a table of this service', () => {
  it('is plain by decision, or emptied (*) when the row is sealed', async () => {
    const rows = await db.manager.query<{ table: string; column: string }[]>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = ANY ($1) AND data_type IN ('text', 'jsonb', 'json', 'ARRAY', 'character varying')
         AND udt_name <> '_uuid'`,
      [Object.keys(PLAIN)],
    );
    const found = rows.map(({ table, column }) => `${table}.${column}`).sort();
    const decided = Object.entries(PLAIN).flatMap(([table, columns]) =>
      columns.split(' ').map((column) => `${table}.${column.replace('*', '')}`),
    );
    expect(found).toEqual(decided.sort());
    for (const [table, columns] of Object.entries(PLAIN))
      for (const column of columns.split(' ').filter((each) => each.endsWith('*')))
        expect([
          `${table}.${column}`,
          await countOf(table, `coalesce(${column.slice(0, -1)}::text, '{}') <> '{}'`),
        ]).toEqual([`${table}.${column}`, 0]);
  });

  it('stands in a table that was decided on', async () => {
    const all = await db.manager.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class
       WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition`,
    );
    const others = all.map(({ name }) => name).filter((name) => !(name in PLAIN));
    expect(others.sort()).toEqual(OF_LIBRARIES.split(' '));
  });
});
