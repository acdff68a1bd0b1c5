/** Bad connections: what is no WebSocket, half of one, or far too many. */
import { setTimeout as delay } from 'node:timers/promises';

import { inBatches } from '../in-batches.ts';
import { characterUpdate } from '../light/update-bytes.ts';
import { type Attacker } from './attacker.ts';
import { clientFrame, frameHead, pagesInAndOut } from './frames.ts';
import { type HostileCase } from './hostile-case.ts';

const mebibyte = 1024 * 1024;

function writing(name: string, allowed: readonly number[], bytes: Uint8Array): HostileCase {
  return {
    name,
    allowed,
    attack: async (attacker) => {
      const socket = await attacker.join();
      socket.write(bytes);
      await Promise.race([socket.closed, delay(2000)]);
    },
  };
}

function reserved(): Buffer {
  const frame = clientFrame(new Uint8Array([1, 2, 3]));
  frame[0] = (frame[0] ?? 0) | 0x70;
  return frame;
}

/** Requests that name no document, in every way. */
async function nameOddly(attacker: Attacker): Promise<void> {
  const odd = ['', '__proto__', 'constructor', '..%2f..%2fetc%2fpasswd', '%00', '%ff%zz', 'a/b/c'];
  for (const name of [...odd, 'n'.repeat(10_000), 'n'.repeat(100_000)])
    await attacker.join(`/sync/${name}?schema=1`);
}

/** Half a frame on each of twenty sockets. */
async function sendHalves(attacker: Attacker): Promise<void> {
  const sockets = await inBatches(20, 5, () => attacker.join());
  for (const socket of sockets) {
    socket.write(frameHead(60 * mebibyte));
    socket.write(new Uint8Array(attacker.many(10) * mebibyte));
  }
  await Promise.race([Promise.all(sockets.map(({ closed }) => closed)), delay(4000)]);
}

/** Connections as a hostile client makes them. */
export const transportCases: readonly HostileCase[] = [
  writing('a text frame', [4400], clientFrame(Buffer.from('hello'), 1)),
  writing('reserved bits', [4400], reserved()),
  writing('a frame without a mask', [4400], new Uint8Array([0x82, 3, 1, 2, 3])),
  writing('text that is no UTF-8', [4400], clientFrame(new Uint8Array([0xff, 0xfe, 0xc0]), 1)),
  {
    name: 'no HTTP at all',
    allowed: [],
    attack: async (attacker) => {
      const stream = await attacker.connect();
      stream.write(new Uint8Array([0, 1, 2, 255, 10, 13]));
      await delay(200);
    },
  },
  {
    name: 'a request to upgrade without a key',
    allowed: [],
    attack: async (attacker) => {
      const stream = await attacker.connect();
      stream.write(`${attacker.requestHead}\r\n`);
      await delay(200);
    },
  },
  { name: 'odd names of documents', allowed: [404, 431, 400, 4404], attack: nameOddly },
  {
    name: '10,000 documents',
    allowed: [0, 4404, 503],
    attack: async (attacker) => {
      await inBatches(attacker.many(10_000), 20, async (index) => {
        const socket = await attacker.join(`/sync/many-${index}?schema=1`);
        socket.send(attacker.writer.update(characterUpdate(9, 0, { client: 1, clock: 1 })));
        socket.socket.close();
        await Promise.race([socket.closed, delay(1000)]);
      });
    },
  },
  {
    name: 'a reader who does not read, 20 MB of updates',
    allowed: [0, 4503, 1006],
    attack: async (attacker) => {
      const slow = await attacker.join();
      slow.stream?.pause();
      const writer = await attacker.join();
      for (const update of pagesInAndOut(attacker.many(200))) {
        writer.send(attacker.writer.update(update));
        await delay(5);
      }
      await attacker.answered(writer);
      slow.stream?.resume();
      await Promise.race([slow.closed, delay(attacker.many(2000))]);
    },
  },
  { name: 'halves of frames of 60 MiB, 20 sockets', allowed: [4413], attack: sendHalves },
  {
    name: '2,000 sockets that say nothing',
    allowed: [0, 4429, 503],
    attack: async (attacker) => {
      await inBatches(attacker.many(2000), 50, () => attacker.join());
      await delay(attacker.many(500));
    },
  },
  {
    name: 'slow loris, 500 requests a byte at a time',
    allowed: [],
    attack: async (attacker) => {
      const streams = await inBatches(attacker.many(500), 50, () => attacker.connect());
      for (const letter of attacker.requestHead.slice(0, attacker.many(60))) {
        for (const stream of streams) if (!stream.destroyed) stream.write(letter);
        await delay(20);
      }
    },
  },
  {
    name: 'connecting again 100 times a second',
    allowed: [0, 1005, 1006, 503],
    attack: async (attacker) => {
      for (let count = 0; count < attacker.many(500); count++) {
        void attacker.join().then(({ socket }) => socket.terminate());
        await delay(10);
      }
    },
  },
];
