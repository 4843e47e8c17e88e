import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;

interface Process {
  readonly parent: number;
  readonly cpuMs: number;
  readonly command: string;
}

/** All processes as Linux shows them; those that end meanwhile are left out. */
function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      // utime, stime and those of children that have ended (proc(5)).
      const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0);
      found.set(Number(entry), {
        parent: fields[1] ?? 0,
        cpuMs: ticks * TICK_MS,
        command: readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' '),
      });
    } catch {
      // Gone between listing and reading.
    }
  }
  return found;
}

/** A server's processes: those below `pid`, and those that `also` names (a database that runs apart). */
export class ProcessTree {
  readonly #pid: number;
  readonly #also: (command: string) => boolean;

  constructor(pid: number, also: (command: string) => boolean = () => false) {
    this.#pid = pid;
    this.#also = also;
  }

  /** CPU milliseconds since its processes began. */
  cpuMs(): number {
    const all = processes();
    return this.#members(all).reduce((sum, pid) => sum + (all.get(pid)?.cpuMs ?? 0), 0);
  }

  /** Memory in MiB, what processes share counted once (PSS). */
  memoryMiB(): number {
    let kib = 0;
    for (const pid of this.#members(processes())) {
      try {
        kib += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      } catch {
        // Gone.
      }
    }
    return kib / 1024;
  }

  #members(all: ReadonlyMap<number, Process>): number[] {
    const roots = new Set([this.#pid]);
    for (const [pid, { command }] of all) if (this.#also(command)) roots.add(pid);
    const belongs = (pid: number): boolean => {
      for (let at: number | undefined = pid; at !== undefined && at > 1; at = all.get(at)?.parent)
        if (roots.has(at)) return true;
      return false;
    };
    return [...all.keys()].filter(belongs);
  }
}
