/**
 * Where merge checks stand in the page. Nothing in the text is changed for it (ED8): the blocks are looked up by their
 * ids, in static text and in the editor alike, and looked up again when the page has changed.
 */
import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';

/** By the id of the check, the blocks of it that still stand, in reading order; a check without any is not in it. */
export type Standing = ReadonlyMap<string, readonly HTMLElement[]>;

/** Looks for the blocks of checks. */
export function standingOf(
  checks: readonly MergeCheckView[],
  sections: readonly SectionView[],
): Standing {
  const found = checks.flatMap((check) => {
    const section = sections.find(({ documentId }) => documentId === check.documentId);
    const text = section && textOf(section.key);
    const blocks = text === undefined ? [] : check.blockIds.flatMap((id) => blocksOf(text, id));
    return blocks.length === 0 ? [] : [[check.id, blocks] as const];
  });
  return new Map(found);
}

/** Whether two looks at the page found the same. */
export function isSameStanding(one: Standing, other: Standing): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([id, blocks]) => {
    const others = other.get(id);
    return (
      others?.length === blocks.length && blocks.every((block, index) => block === others[index])
    );
  });
}

/** The text of a section: its editor, or its static text until that stands. */
export function textOf(sectionKey: string): HTMLElement | undefined {
  const section = document.getElementById(sectionKey);
  const text =
    section?.querySelector<HTMLElement>('[data-ready] .ProseMirror') ??
    section?.querySelector<HTMLElement>('.prose [data-static]');
  return text ?? undefined;
}

/** The heading of a section. */
export function headingOf(sectionKey: string): HTMLElement | undefined {
  return document.getElementById(sectionKey)?.querySelector('h2') ?? undefined;
}

/** A block that was copied with its id by a stock client stands twice. */
function blocksOf(text: HTMLElement, blockId: string): readonly HTMLElement[] {
  return [...text.querySelectorAll<HTMLElement>(`[data-block-id="${CSS.escape(blockId)}"]`)];
}
