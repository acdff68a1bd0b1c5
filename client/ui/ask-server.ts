import { tabPersona } from './tab-persona.ts';

/** The server said no, or nothing that can be read. `status` 0: it could not be reached at all. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  readonly status: number;

  constructor(status: number, options?: ErrorOptions) {
    super(status === 0 ? 'The server cannot be reached' : `The server answered ${status}`, options);
    this.status = status;
  }
}

/**
 * Asks the server of this page, as this tab's person, and gives back the JSON of the answer.
 * The shapes are the server's promise (`shared/careplan/plan-view.ts` and neighbours).
 * Throws {@link ServerRefusal} when the answer is not a success.
 */
export async function askServer<Answer>(
  path: string,
  request: { readonly method?: string; readonly body?: unknown } = {},
): Promise<Answer> {
  const response = await reach(path, request);
  if (!response.ok) throw new ServerRefusal(response.status);
  const text = await response.text();
  // The one decoder of HTTP answers: client and server share the types and are served together.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function reach(
  path: string,
  { method = 'GET', body }: { readonly method?: string; readonly body?: unknown },
): Promise<Response> {
  const persona = tabPersona();
  try {
    return await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(persona === undefined ? {} : { 'x-alliance-persona': persona }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new ServerRefusal(0, { cause });
  }
}
