import { closeCodes } from '@alliance/shared/sync/close-code';

import { limits } from '../core/limits.ts';
import { type Connection } from './connection.ts';

/** Lets go of sockets whose other side is gone or leaves a message half-sent. One look for all of them. */
export function lookAtPulses(connections: Iterable<Connection>): void {
  const begun: Connection[] = [];
  for (const one of connections) {
    const finding = one.look();
    if (finding === 'unfinished') one.close(closeCodes.malformed, 'malformed');
    else if (finding === 'gone') one.cut();
    else if (finding === 'ask') one.ask();
    if (one.begunBytes > 0) begun.push(one);
  }
  cutLargest(begun);
}

function cutLargest(begun: readonly Connection[]): void {
  let bytes = begun.reduce((sum, one) => sum + one.begunBytes, 0);
  if (bytes <= limits.begunBytesMax) return;
  for (const one of begun.toSorted((a, b) => b.begunBytes - a.begunBytes)) {
    if (bytes <= limits.begunBytesMax) return;
    bytes -= one.begunBytes;
    one.cut();
  }
}
