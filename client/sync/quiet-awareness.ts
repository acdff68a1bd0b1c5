import { messageTypes } from '@alliance/shared/sync/protocol';
import * as encoding from 'lib0/encoding';
import { encodeAwarenessUpdate } from 'y-protocols/awareness';
import { type WebsocketProvider } from 'y-websocket';

/** A moving caret is told at most this often; the last position always is. */
const quietTime = 80;

/**
 * Makes a provider tell only our own state, and not at every key. The stock handler sends everything that it hears
 * from others back to the server: with twenty people, twenty messages for each move of one caret.
 */
export function quietAwareness(provider: WebsocketProvider): void {
  const { awareness } = provider;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // oxlint-disable-next-line no-underscore-dangle -- the provider has no other way to be quiet
  awareness.off('update', provider._awarenessUpdateHandler);
  awareness.on('update', (_changes: unknown, origin: unknown) => {
    if (origin === 'local') timer ??= setTimeout(tell, quietTime);
  });
  awareness.on('destroy', () => clearTimeout(timer));

  function tell(): void {
    timer = undefined;
    if (!provider.wsconnected) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, messageTypes.awareness);
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]));
    provider.ws?.send(encoding.toUint8Array(encoder));
  }
}
