/** Bad updates, whole and broken. */
import { setTimeout as delay } from 'node:timers/promises';

import * as Y from 'yjs';

import { characterUpdate } from '../light/update-bytes.ts';
import { honestUpdate, manyStructs, numbers } from './frames.ts';
import { type HostileCase } from './hostile-case.ts';

const nowhere = { client: 1, clock: 1 };
const mebibyte = 1024 * 1024;

/** Updates as a hostile client sends them. */
export const updateCases: readonly HostileCase[] = [
  {
    name: 'random bytes, 10,000 frames',
    allowed: [0, 4400, 503],
    attack: async (attacker) => {
      const bytes = () =>
        Uint8Array.from({ length: 1 + attacker.random(200) }, () => attacker.random(256));
      await attacker.sendEach(attacker.many(10_000), bytes);
    },
  },
  {
    name: 'broken updates, 20,000 frames',
    allowed: [0, 4400, 4403, 503],
    attack: async (attacker) => {
      const honest = honestUpdate(60);
      await attacker.sendEach(attacker.many(20_000), () => {
        const broken = honest.slice();
        for (let changes = 1 + attacker.random(4); changes > 0; changes--)
          broken[attacker.random(broken.length)] = attacker.random(256);
        const isCut = attacker.random(3) === 0;
        return attacker.writer.update(
          isCut ? broken.subarray(0, attacker.random(broken.length)) : broken,
        );
      });
    },
  },
  {
    name: 'an update cut at every length',
    allowed: [0, 4400, 503],
    attack: async (attacker) => {
      const message = attacker.writer.update(honestUpdate(attacker.many(60)));
      await attacker.sendEach(message.length, (length) => message.subarray(0, length));
    },
  },
  {
    name: 'counts of two thousand million',
    allowed: [4400],
    attack: async (attacker) => {
      const declared = [
        numbers(2_147_483_647),
        numbers(1, 2_147_483_647, 5, 0),
        numbers(0, 2_147_483_647, 5, 2_147_483_647),
        Uint8Array.from([...numbers(1, 1, 7, 0), 0, ...numbers(2 ** 52, 0)]),
        Uint8Array.from([...numbers(0), ...numbers(1, 8, 1, 0, 2 ** 50)]),
      ];
      await attacker.sendEach(declared.length, (index) =>
        attacker.writer.update(declared[index] ?? numbers(0)),
      );
    },
  },
  {
    name: 'words that wait for ever, 50,000 updates',
    allowed: [4403, 503],
    attack: async (attacker) => {
      await attacker.sendEach(attacker.many(50_000), (index) =>
        attacker.writer.update(characterUpdate(0x10000000 + index, 1000 + index, nowhere)),
      );
    },
  },
  {
    name: 'one frame of 64 MiB',
    allowed: [4413],
    attack: async (attacker) => {
      const socket = await attacker.join();
      socket.send(new Uint8Array(attacker.many(64) * mebibyte));
      await attacker.answered(socket);
    },
  },
  {
    name: 'one update of 64 MiB of text',
    allowed: [4413],
    attack: async (attacker) => {
      const socket = await attacker.join();
      const doc = new Y.Doc();
      doc.getText('body').insert(0, 'y'.repeat(attacker.many(64) * mebibyte));
      socket.send(attacker.writer.update(Y.encodeStateAsUpdate(doc)));
      await attacker.answered(socket);
    },
  },
  {
    name: 'one frame of 101 MiB',
    allowed: [4413],
    attack: async (attacker) => {
      const socket = await attacker.join();
      socket.send(new Uint8Array(attacker.many(101) * mebibyte));
      await attacker.answered(socket);
    },
  },
  {
    name: 'one frame of 80,000 structs, and again',
    allowed: [],
    attack: async (attacker) => {
      const socket = await attacker.join();
      const message = attacker.writer.update(manyStructs(attacker.many(80_000)));
      for (let times = 0; times < 5; times++) {
        socket.send(message);
        await delay(50);
      }
      await attacker.answered(socket);
    },
  },
];
