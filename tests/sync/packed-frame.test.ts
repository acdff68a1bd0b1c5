import { once } from 'node:events';
import { type AddressInfo } from 'node:net';

import { packFrame } from '@alliance/server/sync/packed-frame';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

test('[SY18] a frame packed for many is read by a WebSocket client byte for byte, at every length of the header', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const payloads = [0, 1, 125, 126, 65_535, 65_536, 1_048_576].map((length) =>
    Uint8Array.from({ length }, (_, index) => index % 251),
  );
  server.on('connection', (_socket, request) => {
    for (const payload of payloads) request.socket.write(packFrame(payload));
  });
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const received: Buffer[] = [];
  await new Promise<void>((resolve) => {
    client.on('message', (content: Buffer) => {
      received.push(content);
      if (received.length === payloads.length) resolve();
    });
  });
  client.terminate();
  server.close();
  expect(
    received.map((one) => Buffer.compare(one, payloads[received.indexOf(one)] ?? Buffer.of())),
  ).toEqual(payloads.map(() => 0));
});
