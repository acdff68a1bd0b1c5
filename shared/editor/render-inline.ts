import { escapeHtml } from './escape-html.ts';
import { linkAttributes, safeHref } from './link.ts';
import { type MarkName, marks } from './schema.ts';
import { type InlineJson } from './section-json.ts';

/** An open mark: what closes it, and what must be equal for the next run to share it. */
interface OpenMark {
  readonly open: string;
  readonly close: string;
}

/** Renders what stands inside a block. Runs that share their outer marks share the elements, as in the editor. */
export function renderInline(parts: readonly InlineJson[]): string {
  const html: string[] = [];
  let stack: readonly OpenMark[] = [];
  for (const part of parts) {
    const wanted = 'text' in part ? openMarksOf(part.marks) : [];
    const shared = sharedDepth(stack, wanted);
    html.push(...closing(stack.slice(shared)), ...wanted.slice(shared).map(({ open }) => open));
    stack = wanted;
    html.push('text' in part ? escapeHtml(part.text) : renderAtom(part.name, part.attributes));
  }
  return [...html, ...closing(stack)].join('');
}

function openMarksOf(carried: Readonly<Record<string, unknown>>): readonly OpenMark[] {
  return Object.keys(marks)
    .filter((name) => carried[name] !== undefined && carried[name] !== null)
    .map((name) => openMark(name, carried[name]));
}

const tags: Readonly<Record<Exclude<MarkName, 'link'>, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
};

function openMark(name: string, value: unknown): OpenMark {
  if (name === 'bold' || name === 'italic' || name === 'underline' || name === 'strike')
    return { open: `<${tags[name]}>`, close: `</${tags[name]}>` };
  const href = safeHref(hrefIn(value));
  if (href === undefined) return { open: '<span>', close: '</span>' };
  const { target, rel } = linkAttributes;
  return { open: `<a href="${escapeHtml(href)}" target="${target}" rel="${rel}">`, close: '</a>' };
}

function hrefIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'href' in value ? value.href : undefined;
}

function sharedDepth(stack: readonly OpenMark[], wanted: readonly OpenMark[]): number {
  const differs = wanted.findIndex((mark, depth) => stack[depth]?.open !== mark.open);
  return differs === -1 ? Math.min(wanted.length, stack.length) : differs;
}

function closing(open: readonly OpenMark[]): readonly string[] {
  return open.map(({ close }) => close).toReversed();
}

function renderAtom(name: string, attributes: Readonly<Record<string, unknown>>): string {
  if (name === 'hardBreak') return '<br>';
  const label = typeof attributes['label'] === 'string' ? attributes['label'] : '';
  const text = name === 'mention' ? `@${label}` : '…';
  return `<span data-node="${escapeHtml(name)}" contenteditable="false">${escapeHtml(text)}</span>`;
}
