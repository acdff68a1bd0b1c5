import { safeHref } from '@alliance/shared/editor/link';
/**
 * What is pasted becomes plain blocks of ours: structure and emphasis stay, everything else goes. The foreign HTML
 * is only read, in a document of its own where nothing runs and nothing is loaded.
 */
import { renderSection } from '@alliance/shared/editor/render';
import { indentMax } from '@alliance/shared/editor/schema';
import { type BlockJson, type InlineJson } from '@alliance/shared/editor/section-json';

import { readBlockAttributes } from './parse-block.ts';

type Attributes = Readonly<Record<string, unknown>>;

/** Elements whose content is never text. */
const silent = new Set(
  'SCRIPT STYLE TEMPLATE NOSCRIPT IFRAME OBJECT EMBED SVG MATH HEAD TITLE META LINK BUTTON SELECT'.split(
    ' ',
  ),
);
const blockLike = new Set(
  'P DIV SECTION ARTICLE UL OL LI TABLE TR TD TH BLOCKQUOTE PRE HR DL DT DD H1 H2 H3 H4 H5 H6'.split(
    ' ',
  ),
);

/** Foreign HTML as the HTML of our own renderer; text without any block stays text, to go into the line. */
export function plainHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const reader = new PasteReader();
  reader.read(body, {}, 0);
  const blocks = reader.blocks.filter((block) => block.inline.length > 0).map(asBullet);
  const [only] = blocks;
  const isInline = blocks.length === 1 && only !== undefined && !hasBlocks(body);
  return isInline ? inlineHtml(only) : renderSection({ blocks });
}

/** Whether foreign HTML holds a table, whose rows {@link plainHtml} makes into lines. */
export function holdsTable(html: string): boolean {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.querySelectorAll('tr')].some((row) => row.cells.length > 1);
}

/** What stands between the cells of a row. */
const cellSeparator = ' – ';

class PasteReader {
  readonly blocks: BlockJson[] = [];
  #isOpen = false;
  #isInRow = false;

  /** Reads what stands in an element, with the marks around it and the depth of lists. */
  read(parent: Element, marks: Attributes, depth: number): void {
    for (const child of parent.childNodes) {
      if (child instanceof Text) this.#addLines(child, marks);
      else if (child instanceof Element) this.#readElement(child, marks, depth);
    }
  }

  #readElement(element: Element, marks: Attributes, depth: number): void {
    if (silent.has(element.tagName.toUpperCase()) || isWordMarker(element)) return;
    if (element.tagName === 'BR') return this.#addBreak(element);
    const inner = { ...marks, ...marksOf(element) };
    if (this.#isInRow || !blockLike.has(element.tagName)) return this.read(element, inner, depth);
    if (element instanceof HTMLTableRowElement && element.cells.length > 1)
      return this.#readRow(element, inner, depth);
    const isList = element.tagName === 'UL' || element.tagName === 'OL';
    const attributes = attributesOf(element, depth);
    // A paragraph inside a list item is still that item.
    const isNew = !isList && (attributes !== undefined || !this.#isInItem());
    if (isNew) this.#start(attributes ?? {});
    this.read(element, inner, isList ? depth + 1 : depth);
    if (isNew || isList) this.#isOpen = false;
  }

  /** A row is one line: its cells, without the empty ones, beside each other. */
  #readRow(row: HTMLTableRowElement, marks: Attributes, depth: number): void {
    this.#start({});
    this.#isInRow = true;
    const filled = [...row.cells].filter((cell) => cell.textContent.trim() !== '');
    for (const [index, cell] of filled.entries()) {
      if (index > 0) this.#add({ text: cellSeparator, marks: {} });
      this.#readElement(cell, marks, depth);
    }
    this.#isInRow = false;
    this.#isOpen = false;
  }

  #isInItem(): boolean {
    const last = this.blocks.at(-1);
    return this.#isOpen && last !== undefined && last.inline.length === 0;
  }

  #start(attributes: Attributes): void {
    this.blocks.push({ name: 'block', attributes, inline: [] });
    this.#isOpen = true;
  }

  /** Line breaks count only where the page shows them. */
  #addLines({ data, parentElement }: Text, marks: Attributes): void {
    const lines = parentElement?.closest('pre') ? data.replace(/\n$/, '').split('\n') : [data];
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.#add({ name: 'hardBreak', attributes: {} });
      this.#addText(line, marks);
    }
  }

  #addText(data: string, marks: Attributes): void {
    const text = data.replace(/\s+/g, ' ');
    const isBetween = text.trim() === '' && !(this.#isOpen && this.blocks.at(-1)?.inline.length);
    if (!isBetween) this.#add({ text, marks });
  }

  #addBreak(element: Element): void {
    // The last one in an element is only what keeps its line open.
    if (element.nextSibling !== null) this.#add({ name: 'hardBreak', attributes: {} });
  }

  #add(part: InlineJson): void {
    if (!this.#isOpen) this.#start({});
    const last = this.blocks.pop();
    if (last !== undefined) this.blocks.push({ ...last, inline: [...last.inline, part] });
  }
}

function attributesOf(element: Element, depth: number): Attributes | undefined {
  if (element instanceof HTMLElement && element.dataset['kind'] !== undefined)
    return { ...readBlockAttributes(element), blockId: null };
  const heading = /^H([1-6])$/.exec(element.tagName)?.[1];
  if (heading !== undefined) return { kind: 'heading', level: Math.min(Number(heading), 3) };
  if (element.tagName === 'BLOCKQUOTE') return { kind: 'quote' };
  if (element.tagName === 'LI') return itemAttributes(element, depth);
  if (element.tagName === 'P') return wordItemAttributes(element);
  return undefined;
}

function itemAttributes(item: Element, depth: number): Attributes {
  const own = item.closest('[data-kind]');
  if (own instanceof HTMLElement) return { ...readBlockAttributes(own), blockId: null };
  const indent = Math.min(Math.max(depth - 1, 0), indentMax);
  const box = item.querySelector(':scope > input[type=checkbox], :scope > label > input');
  if (box !== null) return { kind: 'check', indent, checked: box.hasAttribute('checked') };
  return { kind: item.parentElement?.tagName === 'OL' ? 'number' : 'bullet', indent };
}

/** Word writes a list as paragraphs that name their level, each with its bullet or number as text. */
function wordItemAttributes(paragraph: Element): Attributes | undefined {
  const level = /mso-list:[^;]*\blevel(\d)/.exec(paragraph.getAttribute('style') ?? '')?.[1];
  if (level === undefined) return undefined;
  const marker = [...paragraph.querySelectorAll('span')].find(isWordMarker)?.textContent ?? '';
  const kind = /^\s*\(?\w{1,4}[.)]/.test(marker) ? 'number' : 'bullet';
  return { kind, indent: Math.min(Math.max(Number(level) - 1, 0), indentMax) };
}

function isWordMarker(element: Element): boolean {
  return /mso-list:\s*ignore/i.test(element.getAttribute('style') ?? '');
}

/** A paragraph that begins with a typed bullet is one. */
function asBullet(block: BlockJson): BlockJson {
  const [first, ...rest] = block.inline;
  const isPlain = block.attributes['kind'] === undefined;
  if (!isPlain || first === undefined || !('text' in first)) return block;
  const text = first.text.replace(/^\s*[·•▪◦‣]\s*/u, '');
  if (text === first.text) return block;
  const inline = text === '' ? rest : [{ ...first, text }, ...rest];
  return { ...block, attributes: { ...block.attributes, kind: 'bullet' }, inline };
}

const markTags: Readonly<Record<string, string>> = {
  STRONG: 'bold',
  B: 'bold',
  EM: 'italic',
  I: 'italic',
  U: 'underline',
  S: 'strike',
  DEL: 'strike',
  STRIKE: 'strike',
};

function marksOf(element: Element): Attributes {
  if (!(element instanceof HTMLElement)) return {};
  const { fontWeight, fontStyle, textDecoration } = element.style;
  const tag = markTags[element.tagName];
  const href = element.tagName === 'A' ? safeHref(element.getAttribute('href')) : undefined;
  return {
    // Google Docs wraps everything in a `b` that is not bold.
    ...(tag !== undefined && !(tag === 'bold' && fontWeight === 'normal') ? { [tag]: {} } : {}),
    ...(/^(bold|[6-9]00)$/.test(fontWeight) ? { bold: {} } : {}),
    ...(fontStyle === 'italic' ? { italic: {} } : {}),
    ...(textDecoration.includes('underline') && href === undefined ? { underline: {} } : {}),
    ...(textDecoration.includes('line-through') ? { strike: {} } : {}),
    ...(href === undefined ? {} : { link: { href } }),
  };
}

function hasBlocks(body: Element): boolean {
  return [...body.querySelectorAll('*')].some(({ tagName }) => blockLike.has(tagName));
}

function inlineHtml(block: BlockJson): string {
  const empty = renderSection({ blocks: [{ ...block, inline: [{ text: '', marks: {} }] }] });
  const close = '</p>';
  return renderSection({ blocks: [block] }).slice(empty.length - close.length, -close.length);
}
