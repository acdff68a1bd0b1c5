import { Component, type ReactNode } from 'react';

/** What comes and goes above a text. */
interface Props {
  /** What stands there now, in any words; when it changes, so may the height. */
  readonly what: string | number;
  readonly children: ReactNode;
}

/** What must not move, and where in the window it was, in CSS pixels. */
interface Held {
  readonly element: Element;
  readonly top: number;
}

/**
 * Scrolls the page by what came or went above a text, so that its words stay under the reader's eyes and caret. A class,
 * because only a class is asked before React changes the page.
 */
export class KeepsTextInPlace extends Component<Props> {
  override getSnapshotBeforeUpdate({ what }: Props): Held | null {
    if (what === this.props.what) return null;
    const element = caretBlock() ?? focusedInPlan() ?? firstBlockInWindow();
    return element === undefined ? null : { element, top: element.getBoundingClientRect().top };
  }

  override componentDidUpdate(_props: Props, _state: unknown, held: Held | null): void {
    if (held === null || !held.element.isConnected) return;
    const way = held.element.getBoundingClientRect().top - held.top;
    if (Math.abs(way) >= 1) window.scrollBy({ top: way, behavior: 'instant' });
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

/** The block in which somebody writes, if it is in the window. */
function caretBlock(): Element | undefined {
  const text = document.activeElement?.closest('.ProseMirror');
  const node = document.getSelection()?.focusNode ?? null;
  if (!text || node === null || !text.contains(node)) return undefined;
  const block = [...text.children].find((child) => child.contains(node));
  return block !== undefined && isInWindow(block) ? block : undefined;
}

/** What else has the keyboard in a section, as its heading; what stands here itself comes and goes. */
function focusedInPlan(): Element | undefined {
  const { activeElement } = document;
  if (
    !activeElement?.closest('main') ||
    activeElement.closest('[data-merge-check], [data-trouble]')
  )
    return undefined;
  return isInWindow(activeElement) ? activeElement : undefined;
}

/** Where somebody reads: the first block that begins below the bars. */
function firstBlockInWindow(): Element | undefined {
  const blocks = document.querySelectorAll('main .prose [data-block-id]');
  return [...blocks].find((block) => block.getBoundingClientRect().top >= barsHeight());
}

function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > barsHeight() && top < window.innerHeight;
}

function barsHeight(): number {
  const top = getComputedStyle(document.documentElement).getPropertyValue('--top');
  return Number.parseFloat(top) || 0;
}
