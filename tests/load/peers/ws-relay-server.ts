/** The floor of a relay in Node: answers the first sync step with nothing and passes every other frame on. */
import { type WebSocket, WebSocketServer } from 'ws';

const nothing = Buffer.from([0, 1, 2, 0, 0]);
const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({
  port: Number(process.env['PORT']),
  host: '127.0.0.1',
  perMessageDeflate: false,
});

server.on('connection', (socket, request) => {
  const name = request.url ?? '/';
  const room = rooms.get(name) ?? new Set<WebSocket>();
  rooms.set(name, room.add(socket));
  socket.on('message', (message) => {
    if (Buffer.isBuffer(message)) relay(message, socket, room);
  });
  socket.on('error', () => {
    socket.terminate();
  });
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(name);
  });
});

function relay(message: Buffer, sender: WebSocket, room: ReadonlySet<WebSocket>): void {
  const [type, step] = message;
  if (type === 0 && step === 0) sender.send(nothing);
  else if (type !== 0 || step !== 1)
    for (const socket of room) if (socket !== sender) socket.send(message);
}
