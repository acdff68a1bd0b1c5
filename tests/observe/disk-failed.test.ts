import { once } from 'node:events';

import { schemaVersion } from '@alliance/shared/editor/schema';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';

import { type SignedIn, signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';
import { savedIn, syncFrame } from '../sync/raw-socket.ts';
import { block } from '../sync/sync-world.ts';

/** Writes rows until the server ends the conversation; gives the close code and how many rows were acknowledged. */
async function writeUntilClosed(
  person: SignedIn,
  url: string,
): Promise<{ readonly code: number; readonly acknowledged: number }> {
  const { documentId } = await person.section('mobility');
  const address = `${url.replace('http', 'ws')}/sync/${documentId}?ack=1&schema=${schemaVersion}`;
  const socket = new WebSocket(address, { headers: { cookie: person.cookie } });
  const closed = once(socket, 'close');
  await once(socket, 'open');
  const doc = createSectionDocument();
  doc.on('update', (update: Uint8Array) => socket.send(syncFrame('update', update)));
  let acknowledged = 0;
  const writeRow = (row: number): void => {
    bodyOf(doc).insert(0, [block(`Row ${row}.`), block('x'.repeat(64 * 1024))]);
    // The log grows; the section does not.
    bodyOf(doc).delete(1, 1);
  };
  socket.on('message', (frame) => {
    const saved = frame instanceof Uint8Array ? savedIn([new Uint8Array(frame)]) : undefined;
    if (saved === undefined || saved < 2 * (acknowledged + 1)) return;
    acknowledged = Math.floor(saved / 2);
    writeRow(acknowledged + 1);
  });
  writeRow(1);
  const [code]: unknown[] = await closed;
  return { code: Number(code), acknowledged };
}

test('[OP12] a disk that fails ends the server with one plain line, and everything acknowledged is there', async () => {
  // Room for the demonstration and a few rows; then the operating system refuses, and not because the disk is full.
  const server = await startServerProcess({}, { fileBlocks: 4000 });
  onTestFinished(() => server.close());
  const hannah = await signIn(server.url, 'hannah');
  const { code, acknowledged } = await writeUntilClosed(hannah, server.url);
  expect(code).toBe(4503);
  expect(acknowledged).toBeGreaterThan(0);
  expect(await server.ended()).toBe(1);
  const lines = server.errors().trimEnd().split('\n');
  expect(lines.filter((line) => !line.startsWith('{'))).toEqual([
    expect.stringMatching(/^Alliance stopped, because the disk failed .* start Alliance again\.$/),
  ]);
  expect(server.errors()).toContain('storage.failed');
  expect(server.errors()).not.toContain('Row ');

  await server.restart();
  const { rendered } = await hannah.section('mobility');
  const rows = [...rendered.html.matchAll(/Row (\d+)\./g)].map((match) => Number(match[1]));
  for (let row = 1; row <= acknowledged; row++) expect(rows).toContain(row);
});
