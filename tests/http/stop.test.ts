import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';

import { readConfig } from '@alliance/server/config';
import { boundHalfOpen } from '@alliance/server/http/half-open';
import { listen, stopListening } from '@alliance/server/http/listening';
import { expect, onTestFinished, test } from 'vitest';

test('[OP18] whoever asks for a socket while the server stops is let go, and the server ends', async () => {
  const server = createServer();
  const port = await listen(server, readConfig({ PORT: '0' }));
  boundHalfOpen(server);
  const asking = connect(port, '127.0.0.1').resume();
  onTestFinished(() => void asking.destroy());
  const gone = once(asking, 'close');
  asking.write(
    'GET /sync HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  await gone;
  await stopListening(server);
  expect(server.listening).toBe(false);
});
