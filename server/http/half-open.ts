import { type Server } from 'node:http';
import { type Socket } from 'node:net';

import { halfOpenMax } from './limits.ts';

/**
 * Bounds the connections that have not brought a whole request yet: beyond the limit those that have waited longest
 * are cut. Whoever means to ask something has asked within a moment; whoever holds connections open loses only their own.
 */
export function boundHalfOpen(server: Server): void {
  const silent = new Set<Socket>();
  server.on('request', ({ socket }) => void silent.delete(socket));
  server.on('upgrade', ({ socket }) => {
    silent.delete(socket);
    // While the server stops nobody else hears of it: left alone, this connection would never let the server end.
    if (server.listenerCount('upgrade') === 1) socket.destroy();
  });
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    const [oldest] = silent;
    if (silent.size > halfOpenMax) oldest?.destroy();
  });
}
