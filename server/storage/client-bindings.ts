import { type PersonId } from '@alliance/shared/identity/person';

import { type ClientBinding } from './port.ts';

/** Whether every client id would have one owner: the one it has already, and the same throughout the request. */
export function haveOneOwner(
  bindings: readonly ClientBinding[],
  ownerOf: (clientID: number) => PersonId | undefined,
): boolean {
  const asked = new Map<number, PersonId>();
  return bindings.every(({ clientID, personId }) => {
    const owner = asked.get(clientID) ?? ownerOf(clientID) ?? personId;
    asked.set(clientID, owner);
    return owner === personId;
  });
}
