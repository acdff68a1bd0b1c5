import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

import { dataFolders } from './data-folders.ts';
import { startSettings } from './start-command.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Longest wait for the line with the address. */
const readyMsMax = 50_000;

/** A server in a process of its own, as `npm start` runs it. It can be killed and started again on the same port and folder. */
export interface ServerProcess {
  /** `http://localhost:<port>` */
  readonly url: string;
  readonly dataFolder: string;
  /** Of the process that runs now. */
  pid(): number;
  /** Everything it wrote to stdout so far, over all its lives. */
  output(): string;
  /** The same of stderr: its log. */
  errors(): string;
  /** Sends a signal and waits for the end; gives the exit code, null after SIGKILL. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code when it ends by itself. */
  ended(): Promise<number | null>;
  /** Starts again after {@link kill}; resolves when it answers. Without the limits of the first start. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/** What the operating system allows the process. */
export interface ProcessLimits {
  /** Largest size of a file, in blocks of 512 bytes: beyond it a write fails, as on a broken disk. */
  readonly fileBlocks?: number;
}

/** Starts `server/main.ts` with a folder of its own on a free port; resolves when it has printed its address. */
export async function startServerProcess(
  environment: Readonly<Record<string, string>> = {},
  limits: ProcessLimits = {},
): Promise<ServerProcess> {
  const dataFolder = await mkdtemp(path.join(dataFolders, 'alliance-process-'));
  const port = await freePort();
  const written = { stdout: '', stderr: '' };
  const settings = { PORT: String(port), ALLIANCE_DATA: dataFolder, ...environment };
  let child = await launch(settings, written, limits);
  const kill = (signal: NodeJS.Signals = 'SIGKILL') => end(child, signal);
  return {
    url: `http://localhost:${port}`,
    dataFolder,
    pid: () => child.pid ?? 0,
    output: () => written.stdout,
    errors: () => written.stderr,
    kill,
    ended: () => end(child),
    async restart() {
      child = await launch(settings, written);
    },
    async close() {
      await kill();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** What a server that does not start says, and how it ends. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `server/main.ts` until it ends by itself: for starts that must be refused. */
export function runServerToItsEnd(environment: Readonly<Record<string, string>>): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const child = spawnServer(environment, written);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('The server did not end by itself.'));
    }, readyMsMax);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...written });
    });
  });
}

interface Written {
  stdout: string;
  stderr: string;
}

function spawnServer(
  environment: Readonly<Record<string, string>>,
  written: Written,
  { fileBlocks }: ProcessLimits = {},
): ChildProcess {
  const node = [process.execPath, ...startSettings.flags, 'server/main.ts'];
  const limited = ['sh', '-c', `ulimit -f ${fileBlocks} && exec "$0" "$@"`, ...node];
  const [command = '', ...rest] = fileBlocks === undefined ? node : limited;
  const child = spawn(command, rest, {
    cwd: root,
    env: { PATH: process.env['PATH'], ...startSettings.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  return child;
}

async function launch(
  environment: Readonly<Record<string, string>>,
  written: Written,
  limits: ProcessLimits = {},
): Promise<ChildProcess> {
  const before = written.stdout.length;
  const child = spawnServer(environment, written, limits);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server did not get ready:\n${written.stderr}`));
    }, readyMsMax);
    child.stdout?.on('data', () => {
      if (!written.stdout.slice(before).includes('\n')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${code}:\n${written.stderr}`));
    });
  });
  return child;
}

function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve(code));
    if (signal !== undefined) child.kill(signal);
  });
}

/**
 * A port that nobody listens on, from below the range out of which the system gives ports to connections: between
 * this look and the start of a server no socket of another test can take it.
 */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  return (await canListen(port)) ? port : await freePort();
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
