import { type RequestListener, type Server } from 'node:http';

import { type Config, StartRefused } from '../config.ts';
import { backlogMax, stopMsMax } from './limits.ts';
import { operationOutcome, problems } from './problem.ts';

/** Answers while the server has its address and nothing else: alive, and ready in a moment (OP13). */
export const answerStarting: RequestListener = ({ url = '' }, response) => {
  if (url === '/healthz') return void response.end('ok\n');
  const isApi = url.startsWith('/api/');
  const { status, text } = problems.starting;
  response.writeHead(status, {
    'Content-Type': isApi ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    'Retry-After': '1',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(isApi ? JSON.stringify(operationOutcome(problems.starting)) : `${text}\n`);
};

/** Starts to listen; gives the port. Rejects with {@link StartRefused} when the address cannot be had. */
export function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(refusalOf(error, host, port)));
    server.listen({ host, port, backlog: backlogMax }, () => {
      server.removeAllListeners('error');
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Where a server's own sockets are, as the machine itself reaches them: `ws://127.0.0.1:4400`. */
export function ownSockets(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error('The server does not listen.');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `ws://${host}:${address.port}`;
}

/** Stops to listen, lets running requests finish for a moment, then cuts the rest. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), stopMsMax);
  await closed;
  clearTimeout(cut);
}

function refusalOf(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new StartRefused(
      `Port ${port} is already in use. Nothing was changed. Stop the other program, or choose another port: PORT=${port < 65_535 ? port + 1 : 4400} npm start`,
    );
  if (code === 'EACCES')
    return new StartRefused(
      `Port ${port} may not be used by this account. Nothing was changed. Choose a port above 1023: PORT=4400 npm start`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartRefused(
      `HOST=${host} is not an address of this machine. Nothing was changed. Correct it and start again.`,
    );
  return error;
}
