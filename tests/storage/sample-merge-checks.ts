/** Merge checks for the storage's tests. */
import { type MergeCheck } from '@alliance/shared/merge-checks/merge-check';

import { type ScanResult } from '../../server/storage/port.ts';
import { audit, nurse, physician, plan, textA } from './sample-world.ts';

/** Two ids; their order is not the order in which they are found. */
export const [checkA, checkB] = ['check-b', 'check-a'];

/** A check that was found in the given hour of one day. */
export function checkOf(id: string, { hour = 9, planId = String(plan.id) } = {}): MergeCheck {
  const instant = `2026-01-04T${String(hour).padStart(2, '0')}:00:00.000Z`;
  return {
    id,
    planId,
    documentId: textA,
    kind: 'doubled',
    blockIds: ['block-1', 'block-2'],
    versions: [
      { personId: nurse, seq: 2, committedAt: instant, text: 'Walks 20 m\nwith a frame. é 👩‍⚕️ "<' },
      { personId: physician, seq: 3, committedAt: instant, text: 'Walks\n20 m with a frame.' },
    ],
    at: instant,
    version: 1,
  };
}

/** The same after somebody has decided it. */
export function decided(check: MergeCheck): MergeCheck {
  const decision = { personId: nurse, at: check.at, outcome: 'as-it-stands' } as const;
  return { ...check, version: check.version + 1, decision };
}

/** A look at the document of the snapshot, from `afterSeq` to `seq`, that found these. */
export function scanOf(
  [afterSeq, seq]: readonly [number, number],
  found: readonly MergeCheck[] = [],
  incarnation = 'text-a-first',
): ScanResult {
  return {
    documentId: textA,
    incarnation,
    afterSeq,
    seq,
    found: found.map((check) => ({ check, audit: audit('merge-check.found', check.id) })),
  };
}
