import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** Lints one planted file under the walls of this project and gives what the linter says. */
async function lintPlanted(file: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'alliance-walls-'));
  try {
    await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), source);
    return await lint(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function lint(folder: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      join(root, 'node_modules/.bin/oxlint'),
      ['--format=unix'],
      { cwd: folder },
      (_error, stdout) => resolve(stdout),
    );
  });
}

test.each([
  ['shared/careplan/planted.ts', "import 'express';\n"],
  ['server/core/planted.ts', "import 'node:fs';\n"],
  ['server/careplan/planted.ts', "import '../storage/memory.ts';\n"],
  ['client/careplan/planted.ts', "import '../alliance/page.ts';\n"],
  ['client/comments/rail/planted.ts', "import '../../careplan/page.ts';\n"],
  ['client/merge-checks/card/planted.ts', "import '../../comments/slots.tsx';\n"],
  ['client/comments/planted.ts', "import '../merge-checks/slots.tsx';\n"],
  ['server/merge-checks/planted.ts', "import '../storage/sqlite/calls.ts';\n"],
  ['shared/merge-checks/planted.ts', "import 'node:crypto';\n"],
])('[OP5] a forbidden import planted in %s is found', async (file, source) => {
  expect(await lintPlanted(file, source)).toContain('no-restricted-imports');
});

test.each([
  ['server/careplan/planted.ts', "import '../storage/port.ts';\n"],
  ['server/main.ts', "import './storage/memory.ts';\n"],
  ['server/admin/planted.ts', "import '../storage/memory.ts';\n"],
  ['client/careplan/planted.ts', "import '../ui/badge.ts';\n"],
  ['client/comments/rail/planted.ts', "import '../desk/desk.ts';\n"],
])('[OP5] an allowed import in %s is let through', async (file, source) => {
  expect(await lintPlanted(file, source)).not.toContain('no-restricted-imports');
});
