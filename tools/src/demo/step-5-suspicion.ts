import { type RunningPolice, startPolice } from './police.js';
import type { Scene } from './scene.js';
import { neverTransferred, returned } from './suspicion-back.js';
import { notFiled, refusedByHead } from './suspicion-contested.js';
import { filed, silent } from './suspicion-to-police.js';

/** Six ways of a suspected crime: to the police by HTTP and by topic, and what becomes of it there; docs/transfer.md tells their articles. */
export async function transferSuspects(scene: Scene): Promise<void> {
  const running: RunningPolice[] = [];
  const start = async (organ: string) => {
    const police = await startPolice(scene, organ);
    running.push(police);
    scene.progress.say(`the system of ${organ} runs: ${police.by}`);
    return police.system;
  };
  try {
    const hangzhou = await start('police-hangzhou');
    const shenzhen = await start('police-shenzhen');
    await play(scene, 1, 'filed', () => filed(scene, hangzhou));
    await play(scene, 2, 'refused by the head despite a duty', () => refusedByHead(scene));
    await play(scene, 3, 'not filed, reconsidered, supervised, ordered', () => notFiled(scene, hangzhou));
    await play(scene, 4, 'the police stay silent', () => silent(scene));
    await play(scene, 5, 'returned and penalised', () => returned(scene, shenzhen));
    await play(scene, 6, 'a reverse case without an earlier transfer', () => neverTransferred(scene));
  } finally {
    for (const police of running) await police.stop();
  }
}

function play({ progress }: Scene, number: number, title: string, work: () => Promise<void>): Promise<void> {
  progress.plain(`  Case ${number} of 6: ${title}`);
  return work();
}
