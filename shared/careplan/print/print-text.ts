import { type SectionView } from '../plan-view.ts';
import { type SectionKey } from '../section.ts';
import { type Html, asHtml } from './html.ts';
import { absentItem, printItem, repeatedItem } from './print-item.ts';
import { type PrintSource } from './print-source.ts';

/**
 * The text of a section for paper, out of the HTML of the one renderer (`shared/editor/render.ts`), in which everything
 * that people wrote is escaped: an element can only be one that the renderer made. Cards get the records that they
 * stand for, and a box of a checklist becomes a mark that every printer knows. However often a card stands in the plan,
 * its record is printed once: a text of many cards makes no paper without end.
 */
export function printText(
  source: PrintSource,
  { key, rendered }: Pick<SectionView, 'key' | 'rendered'>,
  homes: CardHomes,
): Html {
  const printed = new Set<string>();
  const items = new Map<string, (typeof source.items)[number]>(
    source.items.map((item) => [item.id, item]),
  );
  return asHtml(
    rendered.html
      .replaceAll(cardPattern, (_card, id: string | undefined) => {
        const item = id === undefined ? undefined : items.get(id);
        if (item === undefined) return absentItem.html;
        const isFirst = homes.get(item.id) === key && !printed.has(item.id);
        printed.add(item.id);
        return (isFirst ? printItem(source, item) : repeatedItem(item)).html;
      })
      .replaceAll(
        boxPattern,
        (_box, isChecked: string) =>
          `<span class="box">${isChecked === 'true' ? '[x]' : '[&nbsp;]'}</span> `,
      ),
  );
}

/** The section in whose text the first card of each record stands. */
export type CardHomes = ReadonlyMap<string, SectionKey>;

/** Where each record is printed, of sections in the order of the paper. */
export function cardHomes(sections: readonly Pick<SectionView, 'key' | 'rendered'>[]): CardHomes {
  const homes = new Map<string, SectionKey>();
  for (const section of sections)
    for (const id of cardIdsIn(section)) if (!homes.has(id)) homes.set(id, section.key);
  return homes;
}

/** The ids of the records whose cards stand in a text. */
export function cardIdsIn({ rendered }: Pick<SectionView, 'rendered'>): readonly string[] {
  return [...rendered.html.matchAll(cardPattern)].flatMap(([, id]) =>
    id === undefined ? [] : [id],
  );
}

/** The text without its cards, where they are said in another place. */
export function textWithoutCards({ rendered }: Pick<SectionView, 'rendered'>): Html {
  return asHtml(rendered.html.replaceAll(cardPattern, ''));
}

const cardPattern =
  /<div(?: data-block-id="[^"]*")? data-node="(?:goal|intervention|contingency)"(?: data-item-id="([^"]*)")? contenteditable="false"><\/div>/g;

const boxPattern =
  /<button type="button" role="checkbox" aria-checked="(true|false)"[^>]*><\/button>/g;
