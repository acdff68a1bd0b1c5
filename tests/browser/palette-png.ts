/**
 * Makes a picture of a screen small enough for a repository: the 256 colours that it uses most, the others as the
 * nearest of them (PNG, colour type 3). The browser reads the pixels, so that no image library is needed.
 */
import { crc32, deflateSync } from 'node:zlib';

import { type Page } from 'playwright-core';

/** A PNG again, with a palette. The page is used as a canvas and may show anything. */
export async function palettePng(page: Page, png: Buffer): Promise<Buffer> {
  const read: unknown = await page.evaluate(`(${readPixels})('${png.toString('base64')}')`);
  const [width = 0, height = 0, palette = '', pixels = ''] = String(read).split(',');
  return encode({
    width: Number(width),
    height: Number(height),
    palette: Buffer.from(palette, 'base64'),
    pixels: Buffer.from(pixels, 'base64'),
  });
}

// A string, because this package knows no DOM.
const readPixels = `async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const colours = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const kept = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 256).map(([colour]) => colour);
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const distance = (one, other) =>
    parts(one).reduce((sum, part, index) => sum + (part - parts(other)[index]) ** 2, 0);
  const places = new Map(kept.map((colour, place) => [colour, place]));
  for (const colour of counts.keys())
    if (!places.has(colour)) {
      const distances = kept.map((each) => distance(colour, each));
      places.set(colour, distances.indexOf(Math.min(...distances)));
    }
  const encode = (values) => btoa(values.reduce((text, value) => text + String.fromCharCode(value), ''));
  return [width, height, encode(kept.flatMap(parts)), encode(Array.from(colours, (colour) => places.get(colour)))].join();
}`;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Three bytes for each colour. */
  readonly palette: Buffer;
  /** One byte for each pixel, row by row. */
  readonly pixels: Buffer;
}

function encode({ width, height, palette, pixels }: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  // Every row opens with its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1)
    pixels.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
