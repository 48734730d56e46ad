import { LateConsumer } from './late-consumer-process.js';
import { countsInWords, pictureOf, type Picture } from './picture.js';
import { knownOf, listLeads, ofProvinces, type Scene } from './scene.js';
import { INDENT } from './tell.js';
import { PATIENCE_MS, until } from './until.js';

/** A third consumer starts when much has happened, asks for an export, and knows what the others know. */
export async function beginLate(scene: Scene): Promise<void> {
  const { progress } = scene;
  const late = await LateConsumer.begin(scene.stack, scene.dataRoot);
  scene.late = late;
  progress.say(`a late consumer has started (pid ${late.pid}), with an empty database of its own`);
  const { exported, followed, picture } = await sameEverywhere(scene, late);
  progress.say(
    `it took ${exported} leads from the export and followed ${followed} events after it: the same picture`,
  );
  tellPicture(scene, picture);
}

/** Waits until lead-reporting's interface, its events in the log, and the late consumer tell the same of every lead. */
export async function sameEverywhere(scene: Scene, late: LateConsumer) {
  let found: { picture: Picture; exported: number; followed: number } | undefined;
  await until('one picture everywhere', PATIENCE_MS, async () => {
    await scene.seen.readOn();
    const all = pictureOf(scene.seen.leads.leads());
    const { picture, exported, followed, parked } = await late.ask();
    if (parked > 0) return `${parked} leads are parked at the late consumer`;
    if (all.digest !== picture.digest)
      return `events tell ${inWords(all)}, the late consumer knows ${inWords(picture)}`;
    const shown = pictureOf((await listLeads(scene)).map(knownOf));
    const told = pictureOf(ofProvinces(scene.seen.leads.leads()));
    if (shown.digest !== told.digest)
      return `lead-reporting shows ${inWords(shown)}, its events tell ${inWords(told)}`;
    found = { picture, exported, followed };
    return undefined;
  });
  return found!;
}

export function tellPicture({ progress }: Scene, picture: Picture): void {
  progress.plain(`${INDENT}${inWords(picture)}; ${picture.marked} marked`);
  progress.plain(`${INDENT}SHA-256 of all leads, sorted by id: ${picture.digest}`);
}

function inWords({ leads, bySubmitter, byStatus, digest }: Picture): string {
  return `${leads} leads (${countsInWords(bySubmitter)}; ${countsInWords(byStatus)}) ${digest.slice(0, 8)}`;
}
