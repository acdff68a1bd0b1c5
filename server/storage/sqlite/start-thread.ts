/**
 * Threads that run TypeScript files. The types are taken out before the thread starts: Node would do it inside the
 * thread, with WebAssembly, and V8 can end the whole process when several threads do that at the same time
 * (nodejs/node#64500; here one in some hundred starts under load).
 */
import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, setEnvironmentData } from 'node:worker_threads';

/** Starts a thread with a module. `workerData` reaches it as in {@link Worker}. */
export function startThread(file: URL, workerData: unknown): Worker {
  setEnvironmentData(sourcesKey, sourcesOf(file.href));
  return new Worker(firstWords(file.href), { eval: true, execArgv: [], workerData });
}

const sourcesKey = 'alliance:sources';

/** What the thread runs first: from then on our modules come as they were handed over. */
function firstWords(entry: string): string {
  return `
    const { registerHooks } = require('node:module');
    const sources = require('node:worker_threads').getEnvironmentData(${JSON.stringify(sourcesKey)});
    registerHooks({
      load(url, context, load) {
        const source = sources.get(url);
        return source === undefined
          ? load(url, context)
          : { format: 'module', source, shortCircuit: true };
      },
    });
    void import(${JSON.stringify(entry)});
  `;
}

type Sources = ReadonlyMap<string, string>;
const known = new Map<string, Sources>();

/** A module and every one of ours that it imports, by address. */
function sourcesOf(entry: string): Sources {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const sources = new Map<string, string>();
  // Grows while it is gone through.
  const urls = new Set([entry]);
  for (const url of urls) {
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    sources.set(url, source);
    for (const imported of importsOf(source, url)) urls.add(imported);
  }
  known.set(entry, sources);
  return sources;
}

/** The modules of ours that a module imports. What is already JavaScript loads by itself. */
function importsOf(source: string, url: string): readonly string[] {
  const { resolve } = createRequire(url);
  return [...source.matchAll(/^(?:import|export|\}) (?:.*from )?'([^']+)';$/gm)]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => specifier.startsWith('.') || specifier.startsWith('@alliance/'))
    .map((specifier) => pathToFileURL(resolve(specifier)).href);
}
