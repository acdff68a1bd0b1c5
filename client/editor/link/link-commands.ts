import { safeHref } from '@alliance/shared/editor/link';
import { type Editor } from '@tiptap/core';
import { type Mark, type ResolvedPos } from '@tiptap/pm/model';
import { type EditorState } from '@tiptap/pm/state';

/** A link in the text: from where to where, and its address. */
export interface LinkAt {
  readonly from: number;
  readonly to: number;
  readonly href: string;
}

/** The link in which the selection stands as a whole. */
export function linkAt({ selection }: EditorState): LinkAt | undefined {
  const { $from, $to } = selection;
  const found = linkAround($from);
  return found !== undefined && found.to >= $to.pos ? found : undefined;
}

/** What somebody typed as an address, as a link can carry it: `example.org` becomes `https://example.org`, a mail address `mailto:`. Undefined for what no link may open. */
export function addressOf(typed: string): string | undefined {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/u.test(text)) return safeHref(`mailto:${text}`);
  if (/^\+?[\d][\d ()/-]{4,}$/u.test(text))
    return safeHref(`tel:${text.replaceAll(/[^\d+]/gu, '')}`);
  if (/^(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:[/:?#]|$)/u.test(text)) return safeHref(`https://${text}`);
  return safeHref(text);
}

/** Gives the selected words, or the link with the caret, this address; without either the address itself is written. */
export function setLink({ state, view }: Editor, href: string): void {
  const { tr, schema, selection } = state;
  const link = linkAt(state);
  const mark = schema.mark('link', { href });
  if (link === undefined && selection.empty) {
    const text = href.replace(/^(?:mailto|tel):/, '');
    tr.insert(selection.from, schema.text(text, [...selection.$from.marks(), mark]));
  } else {
    const { from, to } = link ?? selection;
    tr.removeMark(from, to, schema.marks['link']).addMark(from, to, mark);
  }
  view.dispatch(tr.scrollIntoView());
}

/** The words stay, the link goes. */
export function removeLink({ state, view }: Editor): void {
  const { from, to } = linkAt(state) ?? state.selection;
  view.dispatch(state.tr.removeMark(from, to, state.schema.marks['link']));
}

function linkAround($position: ResolvedPos): LinkAt | undefined {
  const { parent, parentOffset } = $position;
  if (!parent.isTextblock) return undefined;
  const start = $position.start();
  const links = linksIn($position);
  return links
    .map(({ from, to, href }) => ({ from: from + start, to: to + start, href }))
    .find(({ from, to }) => from <= start + parentOffset && start + parentOffset <= to);
}

/** The links of a block; neighbours with the same address are one. */
function linksIn({ parent }: ResolvedPos): readonly LinkAt[] {
  const links: LinkAt[] = [];
  parent.forEach((node, offset) => {
    const href = hrefOf(node.marks);
    if (href === undefined) return;
    const last = links.at(-1);
    const to = offset + node.nodeSize;
    if (last?.to === offset && last.href === href) links.splice(-1, 1, { ...last, to });
    else links.push({ from: offset, to, href });
  });
  return links;
}

function hrefOf(marks: readonly Mark[]): string | undefined {
  const href: unknown = marks.find(({ type }) => type.name === 'link')?.attrs['href'];
  return typeof href === 'string' ? href : undefined;
}
