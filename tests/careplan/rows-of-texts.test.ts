import { rowsOfTexts } from '@alliance/client/careplan/rows-of-texts';
import { createSource } from '@alliance/client/sync/store';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';

const sections = [{ key: 'snapshot', documentId: 'one' }] as unknown as PlanView['sections'];

function textOf(paragraph: string, callout: string): ReadonlyMap<string, SectionJson> {
  return new Map([['one', { blocks: [block('paragraph', paragraph), block('callout', callout)] }]]);
}

function block(kind: string, text: string) {
  return { name: 'block', attributes: { kind, blockId: kind }, inline: [{ text, marks: {} }] };
}

test('[NW12] what is typed beside the rows of the Now panel draws it not anew, a row that changes does', () => {
  const contents = createSource(textOf('Walks.', 'Never alone.'));
  const rows = rowsOfTexts({ sections }, contents);
  const drawn: unknown[] = [];
  rows.subscribe(() =>
    drawn.push(
      rows
        .get()
        .get('one')
        ?.precautions.map(({ text }) => text),
    ),
  );
  const before = rows.get();
  contents.set(textOf('Walks 20 m.', 'Never alone.'));
  expect([rows.get(), drawn]).toEqual([before, []]);
  expect(rows.get()).toBe(before);
  contents.set(textOf('Walks 20 m.', 'Never alone at night.'));
  expect(drawn).toEqual([['Never alone at night.']]);
});
