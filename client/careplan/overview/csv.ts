/**
 * A table as a file that every spreadsheet reads (RFC 4180): each cell in quotes, lines end with CR LF, and a byte order
 * mark in front, without which Excel takes letters like é for others.
 */
export function toCsv(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('')}`;
}

/** What a spreadsheet would take for a formula gets an apostrophe in front: it is shown, and never run. */
function toCell(text: string): string {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
