import { type NowRows, nowRowsOf } from '@alliance/shared/careplan/now';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionJson } from '@alliance/shared/editor/section-json';

import type { Store } from '../sync/store.ts';

/** What the texts of a plan give to the Now panel, by their documents; the same object until a row changes, however much is typed beside. */
export function rowsOfTexts(
  { sections }: Pick<PlanView, 'sections'>,
  contents: Store<ReadonlyMap<string, SectionJson>>,
): Store<ReadonlyMap<string, NowRows>> {
  const known = new WeakMap<SectionJson, NowRows>();
  const read = (): ReadonlyMap<string, NowRows> => {
    const texts = contents.get();
    return new Map(
      sections.flatMap(({ key, documentId }) => {
        const text = texts.get(documentId);
        if (text === undefined) return [];
        const rows = known.get(text) ?? nowRowsOf(key, text);
        known.set(text, rows);
        return [[documentId, rows] as const];
      }),
    );
  };
  let present = read();
  const refresh = (): boolean => {
    const next = read();
    if (JSON.stringify([...next]) === JSON.stringify([...present])) return false;
    present = next;
    return true;
  };
  return {
    get: () => present,
    subscribe(listener) {
      const end = contents.subscribe(() => {
        if (refresh()) listener();
      });
      refresh();
      return end;
    },
  };
}
