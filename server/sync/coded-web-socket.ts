import { closeCodes } from '@alliance/shared/sync/close-code';
import { WebSocket } from 'ws';

/**
 * A socket that ends with the codes of our contract where `ws` would use those of RFC 6455 by itself. y-websocket
 * retries 1009 for ever; 4413 tells it that trying again cannot help.
 */
export class CodedWebSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === 1009) super.close(closeCodes.tooLarge, 'too-large');
    else if (code === 1002 || code === 1007) super.close(closeCodes.malformed, 'malformed');
    else if (code === 1008) super.close(closeCodes.abuse, 'abuse');
    else super.close(code, reason);
  }
}
