import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the system's own words; compared, never read. */
  readonly began: string;
}

/** The identity of a living process; undefined where none has this id (a zombie counts as none). */
export function identify(pid: number): ProcessIdentity | undefined {
  const began = process.platform === 'linux' ? beganByProc(pid) : beganByPs(pid);
  return began === undefined ? undefined : { pid, began };
}

/** Fields 3 (state) and 22 (start, in ticks since boot) of proc(5) stat; the name before them may hold anything. */
function beganByProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

function beganByPs(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}

export function isAlive(known: ProcessIdentity): boolean {
  return identify(known.pid)?.began === known.began;
}

/** Sends a signal to that very process; false where it is gone. */
export function signalProcess(known: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(known)) return false;
  try {
    return process.kill(known.pid, signal);
  } catch {
    return false;
  }
}
