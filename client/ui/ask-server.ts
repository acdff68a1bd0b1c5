import { outcomeCodes, outcomeWords } from './outcome-codes.ts';
import { ServerRefusal } from './server-refusal.ts';
import { tabPersona } from './tab-persona.ts';

/**
 * Asks the server of this page, as this tab's person, and gives back the JSON of the answer.
 * The shapes are the server's promise (`shared/careplan/plan-view.ts` and neighbours).
 * Throws {@link ServerRefusal} when the answer is not a success.
 */
export async function askServer<Answer>(
  path: string,
  request: ServerRequest = {},
): Promise<Answer> {
  const response = await reach(path, request);
  if (!response.ok) {
    const body = await response.text();
    const [rule, reason] = outcomeCodes(body);
    throw new ServerRefusal(response.status, { rule, reason, words: outcomeWords(body) });
  }
  const text = await response.text();
  // The one decoder of HTTP answers: client and server share the types and are served together.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** What is asked, beside the path. */
export interface ServerRequest {
  readonly method?: string;
  readonly body?: unknown;
  /** Names a write, so that it is done once however often it is sent (`Idempotency-Key`). */
  readonly key?: string;
}

async function reach(
  path: string,
  { method = 'GET', body, key }: ServerRequest,
): Promise<Response> {
  const persona = tabPersona();
  try {
    return await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(persona === undefined ? {} : { 'x-alliance-persona': persona }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new ServerRefusal(0, { cause });
  }
}
