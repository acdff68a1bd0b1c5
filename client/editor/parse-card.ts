import { cardAttributes, isCardName } from '@alliance/shared/editor/card';
import { type BlockJson } from '@alliance/shared/editor/section-json';
import { identifierPattern } from '@alliance/shared/identity/identifier';

/** Reads the card of a record from HTML, as our renderer and our editor write it; undefined where it is none. */
export function readCard(element: Element): BlockJson | undefined {
  if (!(element instanceof HTMLElement)) return undefined;
  const { node: name = '', itemId = '' } = element.dataset;
  if (element.tagName !== 'DIV' || !isCardName(name) || !identifierPattern.test(itemId))
    return undefined;
  return { name, attributes: { [cardAttributes[name]]: itemId }, inline: [] };
}
