import { decide } from '@alliance/shared/access/access-table';

import { type Standing } from './ports.ts';

/** Whether a standing lets its person write (AC5). */
export function mayEdit({ right }: Pick<Standing, 'right'>): boolean {
  return decide(right, 'section.edit').allowed;
}

/** Whether somebody who wrote may no longer: whoever may only read comes in anew. */
export function isNarrowed(
  before: Pick<Standing, 'right'>,
  after: Pick<Standing, 'right'>,
): boolean {
  return mayEdit(before) && !mayEdit(after);
}
