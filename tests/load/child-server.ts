/** Servers under measurement run as child processes on loopback, on a core of their own where `taskset` exists. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import * as net from 'node:net';
import { constants, setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

const startMsMax = 60_000;
const cores = { server: '0', generator: '1' } as const;

/** A running child that listens on a port. */
export interface ChildServer {
  readonly pid: number;
  readonly port: number;
  /** True once the process has ended, by us or by itself. */
  hasEnded(): boolean;
  /** Ends it with a signal and waits until it is gone. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** What to run. */
export interface ChildCommand {
  /** Node's arguments: flags, then the script. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Receives what the server prints. */
  readonly logFile: string;
  readonly port: number;
}

const living = new Set<ChildProcess>();

/** Starts a server and resolves when its port answers. */
export async function startChild(command: ChildCommand): Promise<ChildServer> {
  const log = openSync(command.logFile, 'a');
  const words = [...pinned(cores.server), process.execPath, ...command.args];
  const child = spawn(words[0] ?? process.execPath, words.slice(1), {
    env: { ...process.env, ...command.env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  living.add(child);
  child.once('exit', () => living.delete(child));
  try {
    await portAnswers(command, child);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return serverOf(child, command.port);
}

/** Ends every server that still runs; for the end of the process. */
export function killChildren(): void {
  for (const child of living) child.kill('SIGKILL');
}

/**
 * Keeps this process off the servers' core. With `isFirst` it and every server started later go before the other
 * processes of the machine. Not by a real-time class: there two threads of one server would wait for each other.
 */
export function pinGenerator(isFirst: boolean): void {
  if (pinned(cores.generator).length > 0) {
    spawnSync('taskset', ['-a', '-cp', cores.generator, String(process.pid)]);
  }
  // Children inherit it.
  if (isFirst) setPriority(constants.priority.PRIORITY_HIGHEST);
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new TypeError('A TCP port is a number.');
  return address.port;
}

function serverOf(child: ChildProcess, port: number): ChildServer {
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  if (child.pid === undefined) throw new TypeError('A started process has an id.');
  return {
    pid: child.pid,
    port,
    hasEnded,
    stop: async (signal) => {
      if (hasEnded()) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      const forced = setTimeout(() => child.kill('SIGKILL'), startMsMax);
      await gone;
      clearTimeout(forced);
    },
  };
}

async function portAnswers(command: ChildCommand, child: ChildProcess): Promise<void> {
  const end = performance.now() + startMsMax;
  while (performance.now() < end && child.exitCode === null) {
    if (await isThere(command.port)) return;
    await delay(10);
  }
  throw new Error(
    `The server did not start. It printed:\n${readFileSync(command.logFile, 'utf8').slice(-2000)}`,
  );
}

/** A server that is still starting may answer already, that it is not there yet. */
async function isThere(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    await response.arrayBuffer();
    return response.status !== 503;
  } catch {
    return false;
  }
}

let canPin: boolean | undefined;

function pinned(core: string): readonly string[] {
  canPin ??= spawnSync('taskset', ['-c', cores.generator, 'true']).status === 0;
  return canPin ? ['taskset', '-c', core] : [];
}
