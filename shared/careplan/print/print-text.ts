import { type SectionView } from '../plan-view.ts';
import { type Html, asHtml } from './html.ts';
import { absentItem, printItem } from './print-item.ts';
import { type PrintSource } from './print-source.ts';

/**
 * The text of a section for paper, out of the HTML of the one renderer (`shared/editor/render.ts`), in which everything
 * that people wrote is escaped: an element can only be one that the renderer made. Cards get the records that they
 * stand for, and a box of a checklist becomes a mark that every printer knows.
 */
export function printText(source: PrintSource, { rendered }: Pick<SectionView, 'rendered'>): Html {
  const items = new Map<string, (typeof source.items)[number]>(
    source.items.map((item) => [item.id, item]),
  );
  return asHtml(
    rendered.html
      .replaceAll(cardPattern, (_card, id: string | undefined) => {
        const item = id === undefined ? undefined : items.get(id);
        return (item === undefined ? absentItem : printItem(source, item)).html;
      })
      .replaceAll(
        boxPattern,
        (_box, isChecked: string) =>
          `<span class="box">${isChecked === 'true' ? '[x]' : '[&nbsp;]'}</span> `,
      ),
  );
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
