/** Reads the words of a PDF as Chromium writes them: enough of the format for that, and no more. */
import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

/** The text of each page in the order of painting, without any space: lines and words are broken where the paper ends. */
export function pagesOfPdf(pdf: Buffer): readonly string[] {
  const objects = objectsOf(pdf);
  return pageIds(objects).map((id) => {
    const page = objects.get(id)?.dictionary ?? '';
    const contents = objects.get(referenceIn(page, 'Contents'))?.stream ?? '';
    return textIn(contents, fontsOf(page, objects)).normalize('NFKC').replaceAll(/\s/g, '');
  });
}

/** Words without their spaces, as {@link pagesOfPdf} gives them. */
export function withoutSpaces(words: string): string {
  return words.normalize('NFKC').replaceAll(/\s/g, '');
}

function objectsOf(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const text = pdf.toString('latin1');
  return new Map(
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)(?:\bstream\r?\n|endobj)/g)].map((match) => {
      const [all, id, dictionary = ''] = match;
      const start = match.index + all.length;
      const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
      const isText = dictionary.includes('/FlateDecode') && all.trimEnd().endsWith('stream');
      const stream = isText ? inflated(pdf.subarray(start, start + length)) : '';
      return [Number(id), { dictionary, stream }];
    }),
  );
}

function inflated(bytes: Buffer): string {
  return inflateSync(bytes).toString('latin1');
}

/** In reading order: the tree of pages names them. */
function pageIds(objects: ReadonlyMap<number, PdfObject>): readonly number[] {
  const isPage = (id: number): boolean =>
    /\/Type \/Page\b(?!s)/.test(objects.get(id)?.dictionary ?? '');
  const under = (id: number): readonly number[] => {
    if (isPage(id)) return [id];
    const kids = /\/Kids \[([^\]]*)\]/.exec(objects.get(id)?.dictionary ?? '')?.[1] ?? '';
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => under(Number(kid)));
  };
  const catalog = [...objects.values()].find(({ dictionary }) =>
    dictionary.includes('/Type /Catalog'),
  );
  return under(referenceIn(catalog?.dictionary ?? '', 'Pages'));
}

function referenceIn(dictionary: string, name: string): number {
  return Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? -1);
}

type Font = ReadonlyMap<number, string>;

function fontsOf(page: string, objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, Font> {
  return new Map(
    [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => {
      const font = objects.get(Number(id))?.dictionary ?? '';
      return [name, charactersOf(objects.get(referenceIn(font, 'ToUnicode'))?.stream ?? '')];
    }),
  );
}

/** What each glyph stands for. */
function charactersOf(map: string): Font {
  const characters = new Map<number, string>();
  const parts = map.matchAll(/beginbf(char|range)\n([^]*?)endbf/g);
  for (const [, kind, rows = ''] of parts)
    for (const [, from = '', to = '', last = ''] of rows.matchAll(
      /<([\dA-F]+)> <([\dA-F]+)>(?: <([\dA-F]+)>)?/g,
    )) {
      const first = Number.parseInt(from, 16);
      if (kind === 'char') characters.set(first, fromUtf16(to));
      else
        for (let glyph = first; glyph <= Number.parseInt(to, 16); glyph++)
          characters.set(glyph, String.fromCodePoint(Number.parseInt(last, 16) + glyph - first));
    }
  return characters;
}

function fromUtf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('');
}

function textIn(contents: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font | undefined;
  let text = '';
  for (const [, name, glyphs] of contents.matchAll(/\/(F\d+) [\d.]+ Tf|<([\dA-F]+)> Tj/g)) {
    if (name !== undefined) font = fonts.get(name);
    for (const glyph of glyphs?.match(/.{4}/g) ?? [])
      text += font?.get(Number.parseInt(glyph, 16)) ?? '\uFFFD';
  }
  return text;
}
