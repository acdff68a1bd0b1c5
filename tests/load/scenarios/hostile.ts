import { appendFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { type Contender } from '../contenders/contender.ts';
import { RunningContender } from '../contenders/running.ts';
import { Attacker } from '../hostile/attacker.ts';
import { Canary, type CanaryEnd } from '../hostile/canary.ts';
import { type HostileCase } from '../hostile/hostile-case.ts';
import { presenceCases } from '../hostile/presence-cases.ts';
import { transportCases } from '../hostile/transport-cases.ts';
import { updateCases } from '../hostile/update-cases.ts';
import { createSeed } from '../light/update-bytes.ts';
import { type BenchOptions } from '../options.ts';
import { peakMegabytes, resetPeak, residentMegabytes } from '../process-meter.ts';
import { type Scenario } from './scenario.ts';

/** Every kind of bad input. */
export const hostileCases: readonly HostileCase[] = [
  ...updateCases,
  ...presenceCases,
  ...transportCases,
];

/** What one case did to a server. */
export interface HostileEnd extends CanaryEnd {
  readonly isAlive: boolean;
  /** With what the server ended the attacker's sockets, and how often. */
  readonly codes: ReadonlyMap<number, number>;
  /** Megabytes that the server held more at its peak than before. */
  readonly grown: number;
}

const stallMsMax = 50;
const grownMegabytesMax = 64;

/** F9: bad input beside two colleagues who type. */
export const hostile: Scenario = {
  name: 'f9',
  summary: `${hostileCases.length} kinds of bad input, each beside two people who type in another document: who lives, longest stall, memory`,
  run: async (options) => {
    const contenders = options.only.filter(
      ({ framing, hasDocuments, name }) =>
        framing === 'y-websocket' && hasDocuments && !name.includes('+'),
    );
    let failures = 0;
    for (const contender of contenders) failures += await attackAll(contender, options);
    return failures === 0 ? 0 : 1;
  },
};

async function attackAll(contender: Contender, options: BenchOptions): Promise<number> {
  options.print(`\n${contender.name}: ${contender.description}`);
  let failures = 0;
  for (const one of hostileCases) {
    const end = await attackFresh(contender, options, one);
    const isGood = contender.name !== 'alliance' || isWithinTarget(one, end);
    if (!isGood) failures++;
    options.print(`  ${isGood ? '    ' : 'NOT '} ${one.name}: ${inWords(end)}`);
    const measured = { ...end, codes: Object.fromEntries(end.codes) };
    const line = {
      at: new Date().toISOString(),
      scenario: 'f9',
      contender: contender.name,
      case: one.name,
      measured,
    };
    await appendFile(options.resultsFile, `${JSON.stringify(line)}\n`);
  }
  if (contender.name === 'alliance')
    options.print(
      `\nRequired: alive, ended with its code, others stall ≤ ${stallMsMax} ms, memory + ≤ ${grownMegabytesMax} MB. ${hostileCases.length - failures} of ${hostileCases.length} meet it.`,
    );
  return failures;
}

function inWords({ isAlive, codes, stall, busy, grown, missing, isUnharmed }: HostileEnd): string {
  if (!isAlive) return 'DIED';
  const closed = [...codes].map(([code, times]) => `${code} × ${times}`).join(', ');
  return [
    `closed ${closed || 'nobody'}`,
    `stall ${Math.round(stall)} ms, of the server's own ${Math.round(busy)} ms`,
    `memory +${Math.round(grown)} MB`,
    `others ${isUnharmed && missing === 0 ? 'unharmed' : `HARMED, ${missing} letters missing`}`,
  ].join('; ');
}

/** Both times are upper bounds of how long the server kept others waiting: one with what other processes did, one without. */
function isWithinTarget(one: HostileCase, end: HostileEnd): boolean {
  return (
    isFunctional(one, end) &&
    Math.min(end.stall, end.busy) <= stallMsMax &&
    end.grown <= grownMegabytesMax
  );
}

/** Whether everything holds that is not a matter of time or memory. */
export function isFunctional({ allowed }: HostileCase, end: HostileEnd): boolean {
  const hasItsCode = [...end.codes.keys()].every((code) => allowed.includes(code));
  return end.isAlive && end.isUnharmed && end.missing === 0 && hasItsCode;
}

async function attackFresh(
  contender: Contender,
  options: BenchOptions,
  one: HostileCase,
): Promise<HostileEnd> {
  const { folder } = options;
  const running = await RunningContender.start({
    contender,
    folder,
    documents: 2,
    seed: createSeed(0),
  });
  try {
    return await attackOnce(running, one, { share: 1, canary: 1, calmMs: 300 });
  } finally {
    await running.close();
  }
}

/** How a case is done. */
export interface Extent {
  /** How much of it, from 0 to 1. */
  readonly share: number;
  /** The document in which two people type meanwhile. */
  readonly canary: number;
  /** How long they type before and after. */
  readonly calmMs: number;
}

/** Does one case to a running server while two people type. */
export async function attackOnce(
  running: RunningContender,
  one: HostileCase,
  { share, canary: document, calmMs }: Extent,
): Promise<HostileEnd> {
  const canary = await Canary.start(running, document);
  await delay(calmMs);
  const attacker = new Attacker(running, share);
  resetPeak(running.pid);
  const before = residentMegabytes(running.pid);
  canary.begin();
  await one.attack(attacker);
  await delay(calmMs);
  const codes = new Map(attacker.codes);
  const isAlive = !running.hasEnded();
  const grown = isAlive ? peakMegabytes(running.pid) - before : Number.NaN;
  const end = await canary.end();
  attacker.leave();
  return { ...end, isAlive: isAlive && !running.hasEnded(), codes, grown };
}
