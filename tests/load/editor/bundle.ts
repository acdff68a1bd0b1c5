/** How much JavaScript the built client is, out of the manifest of the build. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of a build, as Vite's manifest tells it. */
export interface BuiltFile {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

/** Vite's manifest. */
export type Manifest = Readonly<Record<string, BuiltFile>>;

/** Sizes in bytes, compressed with gzip. */
export interface Bundle {
  /** What is loaded before anything is shown. */
  readonly initial: number;
  /** What the editor, its tools and the conversation with the server need besides. */
  readonly editor: number;
  /** Whether the page that people come to first fetches the editor while they read. */
  readonly isPrefetched: boolean;
}

const home = 'app/home-screen.tsx';
const editorParts = ['editor/section-editor.tsx', 'editor/editor-toolbar.tsx', 'sync/tab.ts'];

const folder = new URL('../../../client/dist/', import.meta.url).pathname;

/** Reads the client as it was built last. */
export async function readBundle(): Promise<Bundle> {
  const manifest: Manifest = JSON.parse(
    await readFile(join(folder, '.vite', 'manifest.json'), 'utf8'),
  );
  const files = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => file.endsWith('.js'));
  const sizes = await Promise.all(
    files.map(
      async (file) =>
        [file, gzipSync(await readFile(join(folder, file)), { level: 9 }).byteLength] as const,
    ),
  );
  return bundleOf(manifest, new Map(sizes));
}

/** The same out of a manifest and the sizes of its files; throws when a part is not there. */
export function bundleOf(manifest: Manifest, sizes: ReadonlyMap<string, number>): Bundle {
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry === true);
  const initial = withImports(manifest, entries);
  const editor = withImports(manifest, editorParts);
  const sizeOf = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + (sizes.get(partOf(manifest, name).file) ?? 0), 0);
  const fetched = new Set(
    [...withImports(manifest, [home])].flatMap(
      (name) => partOf(manifest, name).dynamicImports ?? [],
    ),
  );
  return {
    initial: sizeOf(initial),
    editor: sizeOf([...editor].filter((name) => !initial.has(name))),
    isPrefetched: editorParts.every((name) => fetched.has(name)),
  };
}

/** Parts with everything that is loaded with them. */
function withImports(manifest: Manifest, names: readonly string[]): ReadonlySet<string> {
  const all = new Set(names);
  for (const name of all) for (const each of partOf(manifest, name).imports ?? []) all.add(each);
  return all;
}

function partOf(manifest: Manifest, name: string): BuiltFile {
  const part = manifest[name];
  if (part === undefined) throw new Error(`The build has no part ${name}.`);
  return part;
}
