import {
  type PlanSummary,
  type PlanView,
  type SectionView,
} from '@alliance/shared/careplan/plan-view';
import { type SectionKey } from '@alliance/shared/careplan/section';

/** The contract's persona keys. */
export const personaKeys = [
  'priya',
  'tom',
  'hannah',
  'marcus',
  'sofia',
  'janelle',
  'elena',
  'lucia',
] as const;

/** One of {@link personaKeys}. */
export type PersonaKey = (typeof personaKeys)[number];

/** Somebody who is signed in, over real HTTP. */
export interface SignedIn {
  readonly persona: PersonaKey;
  readonly personId: string;
  /** Value of a `Cookie` header: `alliance-session-priya=…`. */
  readonly cookie: string;
  /** Asks a path of the server as this person. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends JSON with POST. */
  post(path: string, body: unknown): Promise<Response>;
  /** The plans of `GET /api/plans`. */
  plans(): Promise<readonly PlanSummary[]>;
  /** The demo's stroke plan, or the plan with that title. */
  plan(title?: string): Promise<PlanView>;
  /** A section of the stroke plan. */
  section(key: SectionKey): Promise<SectionView>;
}

/** Signs a persona in at `url`. */
export async function signIn(url: string, persona: PersonaKey): Promise<SignedIn> {
  const response = await fetch(`${url}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  if (!response.ok) throw new Error(`Signing in was answered with ${response.status}.`);
  const { id } = (await response.json()) as { readonly id: string };
  const cookie = (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  return asPerson(url, { persona, personId: id, cookie });
}

function asPerson(url: string, who: Pick<SignedIn, 'persona' | 'personId' | 'cookie'>): SignedIn {
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { cookie: who.cookie, ...(init.headers as Record<string, string> | undefined) },
    });
  const read = async <Answer>(path: string): Promise<Answer> => {
    const response = await ask(path);
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`);
    return (await response.json()) as Answer;
  };
  const plans = (): Promise<readonly PlanSummary[]> => read('/api/plans');
  const plan = async (title = 'Stroke rehabilitation plan'): Promise<PlanView> => {
    const summary = (await plans()).find((each) => each.title === title);
    if (summary === undefined) throw new Error('This person has no such plan.');
    return read(`/api/plans/${summary.id}`);
  };
  return {
    ...who,
    fetch: ask,
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    plans,
    plan,
    async section(key) {
      const found = (await plan()).sections.find((each) => each.key === key);
      if (found === undefined) throw new Error('This person does not see that section.');
      return found;
    },
  };
}
