import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpuUsage } from 'node:process';

/** Clock ticks per second in `/proc`, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;
const bytesPerMegabyte = 1024;

/** CPU seconds that a process and its threads have used, from `/proc/<pid>/stat`. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Milliseconds of CPU that the main thread of a process has used, to the microsecond. */
export function mainThreadMilliseconds(pid: number): number {
  const [nanoseconds = ''] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'latin1').split(
    ' ',
  );
  return Number(nanoseconds) / 1e6;
}

/** The same in milliseconds, as finely as the scheduler counts: it is not longer when neighbours disturb. */
export function cpuMilliseconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
}

/** Megabytes of memory that a process holds now. */
export function residentMegabytes(pid: number): number {
  return statusMegabytes(pid, 'VmRSS');
}

/** Megabytes that a process held at its peak, since its start or {@link resetPeak}. */
export function peakMegabytes(pid: number): number {
  return statusMegabytes(pid, 'VmHWM');
}

/** Starts a new peak. */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** What was used between two looks at the clock. */
export interface Usage {
  readonly seconds: number;
  readonly serverCpuSeconds: number;
  /** Share of a core, in percent. */
  readonly serverCpuPercent: number;
  /** The measuring process itself, share of a core in percent: near 100 the numbers are its own, not the server's. */
  readonly generatorCpuPercent: number;
  /** Everything else on the machine, share of a core in percent: high means a disturbed run. */
  readonly foreignCpuPercent: number;
  readonly peakMegabytes: number;
}

/** Starts measuring a server process; the function it gives ends the measurement. */
export function startMeter(pid: number): () => Usage {
  resetPeak(pid);
  const start = {
    at: performance.now(),
    server: cpuSeconds(pid),
    self: ownSeconds(),
    all: machineSeconds(),
  };
  return () => {
    const seconds = (performance.now() - start.at) / 1000;
    const server = cpuSeconds(pid) - start.server;
    const self = ownSeconds() - start.self;
    const foreign = Math.max(0, machineSeconds() - start.all - server - self);
    const percent = (used: number): number => (100 * used) / seconds;
    return {
      seconds,
      serverCpuSeconds: server,
      serverCpuPercent: percent(server),
      generatorCpuPercent: percent(self),
      foreignCpuPercent: percent(foreign),
      peakMegabytes: peakMegabytes(pid),
    };
  };
}

function statusMegabytes(pid: number, field: string): number {
  const found = new RegExp(`${field}:\\s+(\\d+)`).exec(
    readFileSync(`/proc/${pid}/status`, 'latin1'),
  );
  return Number(found?.[1] ?? 0) / bytesPerMegabyte;
}

function ownSeconds(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}

function machineSeconds(): number {
  const line = readFileSync('/proc/stat', 'latin1').split('\n')[0] ?? '';
  const [user = 0, nice = 0, system = 0, , , interrupt = 0, softInterrupt = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + interrupt + softInterrupt) / ticksPerSecond;
}
