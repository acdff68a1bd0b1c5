import { type Server } from 'node:http';
import { type Socket } from 'node:net';

import { halfOpenMax } from './limits.ts';

/**
 * Bounds the connections that have not brought a whole request yet: beyond the limit those that have waited longest
 * are cut. Whoever means to ask something has asked within a moment; whoever holds connections open loses only their own.
 */
export function boundHalfOpen(server: Server): void {
  const silent = new Set<Socket>();
  const speaks = ({ socket }: { readonly socket: Socket }) => void silent.delete(socket);
  server.on('request', speaks).on('upgrade', speaks);
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    const [oldest] = silent;
    if (silent.size > halfOpenMax) oldest?.destroy();
  });
}
