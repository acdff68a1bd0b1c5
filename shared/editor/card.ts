import { type ElementShape } from './block-shape.ts';
import { type BlockJson } from './section-json.ts';

/** The block atoms that show a record: what names it in their attributes. */
export const cardAttributes = {
  goal: 'goalId',
  intervention: 'interventionId',
  contingency: 'contingencyId',
} as const;

/** A node that shows a record: a goal, an intervention or a contingency row. */
export type CardName = keyof typeof cardAttributes;

/** Whether a node of this name shows a record. */
export function isCardName(name: string): name is CardName {
  return Object.hasOwn(cardAttributes, name);
}

/** The id of the record that a card shows; undefined where none is named. It comes from a document: it may be anything. */
export function itemIdIn(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
): string | undefined {
  if (!isCardName(name)) return undefined;
  const id = attributes[cardAttributes[name]];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The element of a card, the same in the renderer and in the editor. The page fills it; the text holds only the id. */
export function cardElement(
  name: string,
  blockId: string | undefined,
  attributes: Readonly<Record<string, unknown>>,
): ElementShape {
  return {
    tag: 'div',
    attributes: {
      'data-block-id': blockId,
      'data-node': name,
      'data-item-id': itemIdIn(name, attributes),
      contenteditable: 'false',
    },
  };
}

/** The records that a text shows, in its order, without doubles. */
export function cardsOf(blocks: readonly BlockJson[]): readonly string[] {
  return [
    ...new Set(
      blocks.flatMap(({ name, attributes }) => {
        const id = itemIdIn(name, attributes);
        return id === undefined ? [] : [id];
      }),
    ),
  ];
}
