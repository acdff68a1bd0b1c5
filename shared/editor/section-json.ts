import * as Y from 'yjs';

import { bodyOf } from './section-document.ts';

/** A section's prose as plain data: what the renderer, the Now panel and the export read. */
export interface SectionJson {
  readonly blocks: readonly BlockJson[];
}

/** One block. `name` may be one that this version does not know: it is then kept and shown as opaque. */
export interface BlockJson {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inline: readonly InlineJson[];
}

/** A run of text with its marks, or an inline atom. */
export type InlineJson =
  | { readonly text: string; readonly marks: Readonly<Record<string, unknown>> }
  | { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> };

/** Reads a section's prose without changing the document: no binding is involved, nothing is deleted (finding 1 of Yjs bindings). */
export function readSection(doc: Y.Doc): SectionJson {
  return { blocks: bodyOf(doc).toArray().flatMap(readBlock) };
}

function readBlock(node: unknown): readonly BlockJson[] {
  if (!(node instanceof Y.XmlElement)) return [];
  return [
    {
      name: node.nodeName,
      attributes: attributesOf(node),
      inline: node.toArray().flatMap(readInline),
    },
  ];
}

function readInline(node: unknown): readonly InlineJson[] {
  if (node instanceof Y.XmlText) return readText(node);
  if (node instanceof Y.XmlElement)
    return [{ name: node.nodeName, attributes: attributesOf(node) }];
  return [];
}

function readText(text: Y.XmlText): readonly InlineJson[] {
  const delta: readonly DeltaPart[] = text.toDelta();
  return delta.flatMap((part) =>
    typeof part.insert === 'string' ? [{ text: part.insert, marks: part.attributes ?? {} }] : [],
  );
}

interface DeltaPart {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function attributesOf(element: Y.XmlElement): Readonly<Record<string, unknown>> {
  return { ...element.getAttributes() };
}
