/**
 * The codes by which an `OperationOutcome` says why it refuses: first the rule of `SPEC.md`, then the reason, where
 * there is one. Empty for a body that is none, as an answer that did not come from our server.
 */
export function outcomeCodes(body: string): readonly string[] {
  const [issue] = listIn(decoded(body), 'issue');
  return listIn(memberOf(issue, 'details'), 'coding').flatMap((coding) => {
    const code = memberOf(coding, 'code');
    return typeof code === 'string' ? [code] : [];
  });
}

/** What an `OperationOutcome` says to people: what happened, what is safe, what to do next. Undefined for a body that is none. */
export function outcomeWords(body: string): string | undefined {
  const [issue] = listIn(decoded(body), 'issue');
  const text = memberOf(memberOf(issue, 'details'), 'text');
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function decoded(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = memberOf(value, key);
  return Array.isArray(list) ? list : [];
}
