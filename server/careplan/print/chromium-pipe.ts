/**
 * One Chromium and the way to talk to it: the Chrome DevTools Protocol over two pipes of its own, each message JSON with a
 * zero byte behind it. No port is opened, and when this process ends in whatever way, the pipe closes and Chromium ends.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';

import { browserMessageBytesMax } from './limits.ts';

/** The browser ended, or could not be started. Nothing of the plan is affected. */
export class ChromiumEnded extends Error {
  override readonly name = 'ChromiumEnded';
}

/** The browser did not do what it was asked. */
export class ChromiumRefused extends Error {
  override readonly name = 'ChromiumRefused';
}

/** What Chromium answers to a command, still unread. */
export type Answered = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: Error) => void;
}

/** A running Chromium with an empty profile in a folder of its own. */
export class ChromiumPipe {
  readonly #child: ChildProcess;
  readonly #commands: Writable;
  readonly #waiting = new Map<number, Waiting>();
  #received: Buffer[] = [];
  #receivedBytes = 0;
  #lastId = 0;
  #hasEnded = false;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;

  constructor(executable: string, folder: string) {
    this.#child = spawn(executable, [...switches, `--user-data-dir=${folder}/profile`], {
      cwd: folder,
      // A group of its own, so that its helpers end with it; nothing of this server's environment, which holds its secrets.
      detached: true,
      env: {
        PATH: '/usr/bin:/bin',
        HOME: folder,
        TMPDIR: folder,
        FONTCONFIG_FILE: `${folder}/fonts.conf`,
        LANG: 'C.UTF-8',
      },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const [, , , commands, answers] = this.#child.stdio;
    if (!(commands instanceof Writable) || !(answers instanceof Readable))
      throw new ChromiumEnded('It has no pipes.');
    this.#commands = commands;
    // A pipe that breaks is a browser that ended.
    commands.on('error', () => this.kill());
    answers.on('error', () => this.kill());
    answers.on('data', (bytes: Buffer) => this.#take(bytes));
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.#end();
        resolve();
      };
      this.#child.once('exit', end);
      this.#child.once('error', end);
    });
  }

  /** Asks the browser, or with a session one of its pages. Rejects with a typed error. */
  ask(method: string, parameters: object = {}, sessionId?: string): Promise<Answered> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (this.#hasEnded) return reject(new ChromiumEnded('It has ended.'));
      this.#waiting.set(id, { resolve, reject });
      const message = {
        id,
        method,
        params: parameters,
        ...(sessionId !== undefined && { sessionId }),
      };
      this.#commands.write(`${JSON.stringify(message)}\0`);
    });
  }

  /** Ends the process and everything that it has started, at once. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#hasEnded) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }

  #end(): void {
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(new ChromiumEnded('It has ended.'));
    this.#waiting.clear();
  }

  #take(bytes: Buffer): void {
    let rest = bytes;
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const message = Buffer.concat([...this.#received, rest.subarray(0, end)]).toString('utf8');
      this.#received = [];
      this.#receivedBytes = 0;
      rest = rest.subarray(end + 1);
      this.#hear(message);
    }
    this.#received.push(rest);
    this.#receivedBytes += rest.length;
    if (this.#receivedBytes > browserMessageBytesMax) this.kill();
  }

  #hear(text: string): void {
    const message = messageIn(text);
    if (!isRecord(message)) return this.kill();
    // What has no number is an event, and nobody asked for any.
    const { id, result } = message;
    const waiting = typeof id === 'number' ? this.#waiting.get(id) : undefined;
    if (typeof id !== 'number' || waiting === undefined) return;
    this.#waiting.delete(id);
    if (isRecord(result)) waiting.resolve(result);
    // What it says about the refusal may repeat what it was given: it is not passed on.
    else waiting.reject(new ChromiumRefused('It did not do what it was asked.'));
  }
}

/** Undefined for what is none: whoever says such a thing is not talked to any more. */
function messageIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Answered {
  return typeof value === 'object' && value !== null;
}

/**
 * Without a sandbox, because Chromium's needs rights that a server's account seldom has. What it is given instead: only
 * our own escaped words, no script, no network, no file, an empty profile, and seconds to live.
 */
const switches = [
  '--headless',
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--no-first-run',
  '--no-pings',
  '--mute-audio',
  '--hide-scrollbars',
  '--font-render-hinting=none',
  // Every name and every address leads nowhere, whoever asks.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--remote-debugging-pipe',
];
