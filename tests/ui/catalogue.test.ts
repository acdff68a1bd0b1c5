import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';

import { parseSync } from 'vite';
import { expect, test } from 'vitest';

const client = path.resolve(import.meta.dirname, '../../client');

/** Attributes whose value a person reads or hears. */
const spoken = new Set(['aria-label', 'title', 'placeholder', 'label', 'alt', 'description']);

test('[PG12] no word of the interface stands outside the message catalogue', async () => {
  const found: string[] = [];
  for await (const file of glob(
    '{app,ui,identity,careplan,alliance,editor,comments,inbox}/**/*.tsx',
    {
      cwd: client,
    },
  ))
    found.push(...literalsIn(path.join(client, file)).map((text) => `${file}: ${text}`));
  expect(found).toEqual([]);
});

test('[PG12] a word between tags and a spoken attribute are both found', () => {
  expect(literals('const a = <p title="Hello">Good day</p>;')).toEqual(['Hello', 'Good day']);
  expect(literals('const a = <p className="x" alt="">{t("greeting")} · </p>;')).toEqual([]);
});

function literalsIn(file: string): readonly string[] {
  return literals(readFileSync(file, 'utf8'));
}

function literals(source: string): readonly string[] {
  const { program } = parseSync('file.tsx', source);
  const found: string[] = [];
  walk(program, (node) => {
    const text = spokenText(node);
    if (text !== undefined && /\p{L}/u.test(text)) found.push(text.trim());
  });
  return found;
}

function spokenText(node: Readonly<Record<string, unknown>>): string | undefined {
  if (node['type'] === 'JSXText') return String(node['value']);
  if (node['type'] !== 'JSXAttribute') return undefined;
  const name = property(node['name'], 'name');
  const value = property(node['value'], 'value');
  return spoken.has(String(name)) && typeof value === 'string' ? value : undefined;
}

function property(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
}

function walk(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const child of node) walk(child, visit);
    return;
  }
  const entries = Object.entries(node);
  visit(Object.fromEntries(entries));
  for (const [, child] of entries) walk(child, visit);
}
