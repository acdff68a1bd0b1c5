import * as Y from 'yjs';

import { type TextRange } from './anchor.ts';
import { prepareText } from './prepared-text.ts';
import { type RunningText, rangeAt } from './running-text.ts';
import { type SubjectNode } from './thread.ts';

/** The attribute that holds the id of each node that a thread can be about. */
const nodeIds = {
  chip: 'chipId',
  goal: 'goalId',
  intervention: 'interventionId',
  contingency: 'contingencyId',
} as const satisfies Record<SubjectNode, string>;

/** Where a chip or card is, the first one if it stands there twice; undefined when it is not in the text (AN9). */
export function rangeOfNode(
  source: Y.Doc | RunningText,
  node: SubjectNode,
  nodeId: string,
): TextRange | undefined {
  const running = source instanceof Y.Doc ? prepareText(source) : source;
  const atom = running.atoms.find(
    ({ name, attributes }) => name === node && attributes[nodeIds[node]] === nodeId,
  );
  return atom && rangeAt(running, { start: atom.at, end: atom.at + 1 });
}
