/** A TCP connection that asks to upgrade and then does what no client does. */
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

import { onTestFinished } from 'vitest';

import { type Name, type SyncWorld } from './sync-world.ts';

/** A connection with all that came over it. */
export interface BareTcp {
  readonly socket: Socket;
  /** Resolves with the code of the close frame that came last, or 1006 when the connection ended without. */
  readonly ended: Promise<number>;
  /** Resolves with all that came, when it is so many bytes. */
  heard(bytes: number): Promise<Buffer>;
}

/** Connects to a server's port; ended by itself at the end of the test. */
export async function bareTcp(port: number): Promise<BareTcp> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  let all = Buffer.alloc(0);
  const waiting = new Set<() => void>();
  socket.on('data', (chunk) => {
    all = Buffer.concat([all, chunk]);
    if (closeCodeIn(all) !== 1006) socket.destroy();
    for (const check of waiting) check();
  });
  const ended = once(socket, 'close').then(() => closeCodeIn(all));
  await once(socket, 'connect');
  const heard = (bytes: number): Promise<Buffer> =>
    new Promise((resolve) => {
      const check = () => {
        if (all.byteLength < bytes) return;
        waiting.delete(check);
        resolve(all);
      };
      waiting.add(check);
      check();
    });
  return { socket, ended, heard };
}

/** Length of the server's answer to an upgrade. */
export const upgradeBytes = 129;

/** The same, upgraded to a WebSocket; what comes is left as it is. */
export async function bareUpgrade(world: SyncWorld, path: string, as: Name): Promise<BareTcp> {
  const bare = await bareTcp(world.port);
  bare.socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nConnection: Upgrade\r\n` +
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: person=${as}\r\n\r\n`,
  );
  // More than the answer: the first frame is here, too.
  await bare.heard(upgradeBytes + 1);
  return bare;
}

/** A frame as a client sends it: masked with zeros. `opcode`: 0 goes on, 2 binary, 9 ping, 10 pong. */
export function clientFrame(opcode: number, payload: Uint8Array, isLast = true): Buffer {
  const long = payload.byteLength > 125;
  const header = Buffer.alloc(long ? 8 : 6);
  header[0] = (isLast ? 0x80 : 0) | opcode;
  header[1] = 0x80 | (long ? 126 : payload.byteLength);
  if (long) header.writeUInt16BE(payload.byteLength, 2);
  return Buffer.concat([header, payload]);
}

/** The code of a close frame at the end of what came; 1006 without one. */
function closeCodeIn(all: Buffer): number {
  const at = all.lastIndexOf(0x88);
  const length = all[at + 1] ?? 0;
  return at >= 0 && at + 2 + length === all.byteLength ? all.readUInt16BE(at + 2) : 1006;
}
