/** Every route with ids of somebody else: what it answers must be what it answers to an id that does not exist. */

/** One operation of the API page. */
export interface Operation {
  readonly method: string;
  /** As OpenAPI writes it. */
  readonly path: string;
}

/** Ids by the name of their place in a path. */
export type Ids = Readonly<Record<string, string>>;

/** What is asked with. */
export interface ForeignIds {
  /** Ids that belong to whoever asks. */
  readonly own: Ids;
  /** Ids that belong to others. */
  readonly foreign: Ids;
  /** Bodies that would be accepted, by method and path. */
  readonly bodies: Readonly<Record<string, unknown>>;
  /** Asks as somebody who may see what is their own. */
  readonly ask: (method: string, path: string, body: unknown) => Promise<Response>;
}

/** The operations whose path names something by an id, out of `GET /api/openapi.json`. */
export async function operationsWithIds(url: string): Promise<readonly Operation[]> {
  const page = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  return Object.entries(page.paths)
    .filter(([path]) => path.includes('{'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, path })));
}

/** Everything that is answered to an id of others otherwise than to one of nothing: method, path and what was answered. */
export async function leaksOf(
  operations: readonly Operation[],
  asking: ForeignIds,
): Promise<readonly string[]> {
  const leaks: string[] = [];
  for (const operation of operations) {
    leaks.push(...(await leaksOfOne(operation, asking)));
  }
  return leaks;
}

/** Every operation that does not even find one's own, or cannot read its body. */
export async function unreadableOf(
  operations: readonly Operation[],
  { own, bodies, ask }: ForeignIds,
): Promise<readonly string[]> {
  const unreadable: string[] = [];
  for (const { method, path } of operations) {
    const { status } = await ask(method, filled(path, own), bodies[`${method} ${path}`]);
    if (status === 404 || status === 400) unreadable.push(`${method} ${path}: ${status}`);
  }
  return unreadable;
}

async function leaksOfOne(
  { method, path }: Operation,
  { own, foreign, bodies, ask }: ForeignIds,
): Promise<readonly string[]> {
  const name = `${method} ${path}`;
  const takesBody = method !== 'get' && method !== 'delete';
  if (takesBody && !(name in bodies)) return [`${name}: no body is known for it`];
  const answerTo = async (ids: Ids): Promise<string> => {
    const response = await ask(method, filled(path, ids), bodies[name]);
    return `${response.status} ${await response.text()}`;
  };
  const leaks: string[] = [];
  for (const ids of mixes(path, own, foreign)) {
    const answer = await answerTo(ids);
    const nothing = await answerTo(mapped(ids, (id, key) => (id === own[key] ? id : 'no-such')));
    if (answer !== nothing || !answer.startsWith('404 '))
      leaks.push(`${method} ${filled(path, ids)}: ${answer.slice(0, 120)}`);
  }
  return leaks;
}

/** Own and foreign ids in every mix in which at least one is foreign. */
function mixes(path: string, own: Ids, foreign: Ids): readonly Ids[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const all = names.reduce<readonly Ids[]>(
    (mixed, name) =>
      mixed.flatMap((ids) => [
        { ...ids, [name]: known(own, name) },
        { ...ids, [name]: known(foreign, name) },
      ]),
    [{}],
  );
  return all.filter((ids) =>
    names.some((name) => ids[name] === foreign[name] && own[name] !== foreign[name]),
  );
}

function known(ids: Ids, name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`No id is known for {${name}}.`);
  return id;
}

function filled(path: string, ids: Ids): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? '');
}

function mapped(ids: Ids, change: (id: string, name: string) => string): Ids {
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, change(id, name)]));
}
