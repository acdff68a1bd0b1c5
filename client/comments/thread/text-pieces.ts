/** A piece of a comment's text. All pieces together are the text, character by character. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** A mention that stands in the text. */
  | { readonly kind: 'mention'; readonly text: string; readonly label: string }
  /** A link to a thread of this server: `path` is what follows its origin. */
  | { readonly kind: 'thread'; readonly text: string; readonly path: string };

/**
 * Cuts a comment's text at what is more than text. Every other address stays text: nobody is led away from the plan
 * by what somebody pasted (CM21).
 * @param labels what stands behind the @ of each mention of the comment
 * @param origin of this server: `https://alliance.example`
 */
export function textPieces(
  text: string,
  labels: readonly string[],
  origin: string,
): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const found of text.matchAll(patternFor(labels))) {
    const piece = pieceOf(found, origin);
    if (piece === undefined) continue;
    if (found.index > end) pieces.push({ kind: 'text', text: text.slice(end, found.index) });
    pieces.push(piece);
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

const threadLink = String.raw`(?<origin>https?:\/\/[^\s/]{1,255})?(?<path>\/plans\/[a-z0-9-]{1,64}(?:\/[a-z-]{1,40})?\?thread=[a-z0-9-]{1,64})(?![\w&#-])`;

function patternFor(labels: readonly string[]): RegExp {
  // The longest first: "Rehab nurse (all)" begins with "Rehab nurse".
  const known = labels.toSorted((one, other) => other.length - one.length).map(escaped);
  const mention = known.length === 0 ? '' : `|@(?<label>${known.join('|')})`;
  return new RegExp(`(?<![^\\s(])(?:${threadLink}${mention})`, 'gu');
}

function pieceOf(found: RegExpExecArray, origin: string): TextPiece | undefined {
  const { origin: named, path, label } = found.groups ?? {};
  const [text] = found;
  if (label !== undefined) return { kind: 'mention', text, label };
  if (path === undefined || (named !== undefined && named !== origin)) return undefined;
  return { kind: 'thread', text, path };
}

function escaped(label: string): string {
  return label.replaceAll(/[$()*+.?[\\\]^{|}/-]/gu, String.raw`\$&`);
}
