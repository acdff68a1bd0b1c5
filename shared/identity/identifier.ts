/** The shape of every id of ours: what may stand in a URL. */
export const identifierPattern = /^[a-z0-9-]{1,64}$/;

/**
 * Makes the decoder of one kind of id: the text itself when `is` accepts it.
 * @throws {TypeError} when it does not; the text is not in the message
 */
export function identifierOf<Id extends string>(
  is: (text: string) => text is Id,
): (text: string) => Id {
  return (text) => {
    if (!is(text)) throw new TypeError('Not an id.');
    return text;
  };
}
