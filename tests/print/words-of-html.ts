/** What stands between the elements of some HTML, piece by piece in its order, as people read it. */
export function piecesOf(html: string): readonly string[] {
  return html
    .replaceAll(/<(style|title)>[^]*?<\/\1>/g, '')
    .split(/<[^>]*>/)
    .map((piece) => unescaped(piece).replaceAll(/\s+/g, ' ').trim())
    .filter((piece) => piece !== '');
}

/** All of it in one line. */
export function wordsOf(html: string): string {
  return piecesOf(html).join(' ');
}

function unescaped(text: string): string {
  return text
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
