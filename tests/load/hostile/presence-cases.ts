/** Bad presence. */
import { firstClientID } from '../light/light-client.ts';
import { type Attacker } from './attacker.ts';
import { type HostileCase } from './hostile-case.ts';

const own = firstClientID + 5;

function saying(
  name: string,
  allowed: readonly number[],
  stateOf: (attacker: Attacker) => string,
): HostileCase {
  return {
    name,
    allowed,
    attack: async (attacker) => {
      const socket = await attacker.join();
      socket.send(attacker.writer.presence(own, 1, stateOf(attacker)));
      await attacker.answered(socket);
    },
  };
}

function nested(depth: number): string {
  return `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}

/** Presence as a hostile client sends it. */
export const presenceCases: readonly HostileCase[] = [
  saying('presence nested 100,000 deep', [0, 4400], (attacker) => nested(attacker.many(100_000))),
  saying('presence nested 5,000 deep', [0, 4400], (attacker) => nested(attacker.many(5000))),
  saying('presence that is no JSON', [0, 4400], () => '{nope'),
  saying('presence of 8 MiB', [4413], (attacker) =>
    JSON.stringify({ n: 'z'.repeat(Math.max(2, attacker.many(8)) * 1024 * 1024) }),
  ),
  {
    name: 'presence of 20,000 others',
    allowed: [0, 4429],
    attack: async (attacker) => {
      const state = JSON.stringify({ n: 'z'.repeat(1000) });
      await attacker.sendEach(attacker.many(20_000), (index) =>
        attacker.writer.presence(5000 + index, 1, state),
      );
    },
  },
];
