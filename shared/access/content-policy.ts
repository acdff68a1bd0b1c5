/**
 * What may stand where in a section's document, decided from the schema alone: the inspector names the place and the
 * content of every new struct and asks here. Nothing here knows Yjs objects or bytes.
 */
import { type NodeSpec, marks, nodes } from '../editor/schema.ts';
import { type RefusalRule } from './refusal-rules.ts';

/** A place that can hold content: one of the two roots, an element of the body, or a run of text in an element. */
export type Container =
  | { readonly kind: 'body' }
  | { readonly kind: 'chips' }
  | { readonly kind: 'element'; readonly name: string }
  | { readonly kind: 'text' }
  /** A type that no section has: an array, a plain text, a hook. */
  | { readonly kind: 'unknown' };

/** What a new struct brings. `value`: JSON values. `deleted`: content that was deleted before it was sent. */
export type Content =
  | { readonly kind: 'characters' | 'value' | 'deleted' | 'unknown' | 'text' }
  | { readonly kind: 'format' | 'element'; readonly name: string };

/** The rule against putting `content` into `container` under `key` (a child when null), or undefined when it may stand there (IN5, IN6). */
export function ruleAgainst(
  container: Container,
  key: string | null,
  content: Content,
): RefusalRule | undefined {
  return key === null
    ? ruleAgainstChild(container, content)
    : ruleAgainstEntry(container, key, content);
}

function ruleAgainstChild(container: Container, content: Content): RefusalRule | undefined {
  if (content.kind === 'deleted') return holdsChildren(container) ? undefined : 'IN6';
  if (container.kind === 'element') return ruleAgainstInline(container.name, content);
  if (container.kind === 'text') return ruleAgainstText(content);
  const isBlock = container.kind === 'body' && content.kind === 'element';
  return isBlock ? ruleAgainstElement(content.name, 'block') : 'IN6';
}

function holdsChildren(container: Container): boolean {
  return container.kind === 'body' || container.kind === 'element' || container.kind === 'text';
}

function ruleAgainstInline(parent: string, content: Content): RefusalRule | undefined {
  if (specOf(parent)?.content === undefined) return 'IN6';
  if (content.kind === 'text') return undefined;
  return content.kind === 'element' ? ruleAgainstElement(content.name, 'inline') : 'IN6';
}

function ruleAgainstElement(name: string, group: 'block' | 'inline'): RefusalRule | undefined {
  const spec = name === 'text' ? undefined : specOf(name);
  if (spec === undefined) return 'IN5';
  return spec.group === group ? undefined : 'IN6';
}

function ruleAgainstText(content: Content): RefusalRule | undefined {
  if (content.kind === 'characters') return undefined;
  if (content.kind !== 'format') return 'IN6';
  return Object.hasOwn(marks, content.name) ? undefined : 'IN5';
}

function ruleAgainstEntry(
  container: Container,
  key: string,
  content: Content,
): RefusalRule | undefined {
  if (content.kind !== 'value' && content.kind !== 'deleted') return 'IN6';
  if (container.kind === 'chips') return undefined;
  if (container.kind !== 'element') return 'IN6';
  return Object.hasOwn(specOf(container.name)?.attributes ?? {}, key) ? undefined : 'IN5';
}

const specs: Readonly<Record<string, NodeSpec>> = nodes;

function specOf(name: string): NodeSpec | undefined {
  return Object.hasOwn(specs, name) ? specs[name] : undefined;
}
