/**
 * A WebSocket client over `node:net` that is cheap enough never to be the bottleneck: frames are read in place
 * from one buffer that all sockets share, and sent with a mask of zeros (the server still pays for unmasking).
 */
import * as net from 'node:net';

const receiveBuffer = Buffer.allocUnsafeSlow(512 * 1024);
const upgradeEnd = '\r\n\r\n';
const opcodes = { continuation: 0, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Where to connect and whom to tell. */
export interface LightSocketOptions {
  readonly port: number;
  readonly path: string;
  /** The `Cookie` header, if the server wants one. */
  readonly cookie: string | undefined;
  readonly onOpen: () => void;
  /** The message is `bytes[from, end)`, valid only during the call. */
  readonly onMessage: (bytes: Uint8Array, from: number, end: number) => void;
  /** With the close code, or 0 when the connection simply ended. */
  readonly onClose: (code: number) => void;
}

/** One open connection. */
export class LightSocket {
  receivedBytes = 0;
  readonly #options: LightSocketOptions;
  readonly #socket: net.Socket;
  #isOpen = false;
  #closeCode = 0;
  #rest: Buffer | undefined;
  #fragments: Buffer[] = [];

  constructor(options: LightSocketOptions) {
    this.#options = options;
    this.#socket = net.connect({
      port: options.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: receiveBuffer,
        callback: (length, buffer) => {
          this.#receive(buffer, length);
          return true;
        },
      },
    });
    this.#socket.on('connect', () => this.#socket.write(upgradeRequest(options)));
    // An error is always followed by 'close'.
    this.#socket.on('error', () => undefined);
    this.#socket.on('end', () => this.#socket.destroy());
    this.#socket.on('close', () => {
      options.onClose(this.#closeCode);
    });
  }

  /** Sends one binary message. */
  send(message: Uint8Array): void {
    this.#socket.write(encodeFrame(message, opcodes.binary));
  }

  /** Resolves when what was sent has left for the kernel. */
  async drained(): Promise<void> {
    if (!this.#socket.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      this.#socket.once('drain', resolve);
      this.#socket.once('close', resolve);
    });
  }

  /** Cuts the connection without a goodbye, as a lost network does. */
  cut(): void {
    this.#socket.destroy();
  }

  #receive(buffer: Uint8Array, length: number): void {
    this.receivedBytes += length;
    let bytes = Buffer.from(buffer.buffer, buffer.byteOffset, length);
    if (this.#rest !== undefined) {
      bytes = Buffer.concat([this.#rest, bytes]);
      this.#rest = undefined;
    }
    const used = this.#isOpen ? this.#readFrames(bytes, 0) : this.#readUpgrade(bytes);
    if (used < bytes.length) this.#rest = Buffer.from(bytes.subarray(used));
  }

  #readUpgrade(bytes: Buffer): number {
    const end = bytes.indexOf(upgradeEnd);
    if (end < 0) return 0;
    if (!bytes.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) {
      this.#socket.destroy();
      return bytes.length;
    }
    this.#isOpen = true;
    this.#options.onOpen();
    return this.#readFrames(bytes, end + upgradeEnd.length);
  }

  #readFrames(bytes: Buffer, start: number): number {
    let at = start;
    while (bytes.length - at >= 2) {
      const short = (bytes[at + 1] ?? 0) & 127;
      const header = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (bytes.length - at < header) break;
      const length =
        header === 4
          ? bytes.readUInt16BE(at + 2)
          : header === 10
            ? Number(bytes.readBigUInt64BE(at + 2))
            : short;
      const from = at + header;
      if (bytes.length - from < length) break;
      this.#dispatch(bytes, at, from, from + length);
      at = from + length;
    }
    return at;
  }

  #dispatch(bytes: Buffer, at: number, from: number, end: number): void {
    const first = bytes[at] ?? 0;
    const opcode = first & 15;
    const isLast = (first & 128) !== 0;
    if (opcode === opcodes.ping)
      this.#socket.write(encodeFrame(bytes.subarray(from, end), opcodes.pong));
    else if (opcode === opcodes.close) {
      this.#closeCode = end - from >= 2 ? bytes.readUInt16BE(from) : 1005;
      this.#socket.end();
    } else if (opcode !== opcodes.pong) {
      if (isLast && opcode !== opcodes.continuation) this.#options.onMessage(bytes, from, end);
      else this.#gather(bytes.subarray(from, end), isLast);
    }
  }

  #gather(fragment: Buffer, isLast: boolean): void {
    this.#fragments.push(Buffer.from(fragment));
    if (!isLast) return;
    const whole = Buffer.concat(this.#fragments);
    this.#fragments = [];
    this.#options.onMessage(whole, 0, whole.length);
  }
}

function upgradeRequest(options: LightSocketOptions): string {
  const lines = [
    `GET ${options.path} HTTP/1.1`,
    `Host: localhost:${options.port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...(options.cookie === undefined ? [] : [`Cookie: ${options.cookie}`]),
  ];
  return lines.join('\r\n') + upgradeEnd;
}

function encodeFrame(payload: Uint8Array, opcode: number): Buffer {
  const length = payload.length;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.alloc(header + 4 + length);
  bytes[0] = 128 | opcode;
  bytes[1] = 128 | (header === 2 ? length : header === 4 ? 126 : 127);
  if (header === 4) bytes.writeUInt16BE(length, 2);
  if (header === 10) bytes.writeBigUInt64BE(BigInt(length), 2);
  bytes.set(payload, header + 4);
  return bytes;
}
