import { closeCodes } from '@alliance/shared/sync/close-code';

import { type Connection } from './connection.ts';
import { type Conversation } from './conversation.ts';
import { type Entrance, type Hub, enter } from './hub.ts';

/** Serves a stock y-websocket client: one document, the frames as they are. */
export function serveDocument(
  hub: Hub,
  connection: Connection,
  entrance: Entrance,
  wantsAcks: boolean,
): Conversation {
  const conversation = enter(hub, {
    connection,
    entrance,
    wantsAcks,
    onEnded: (code, reason) => connection.close(code, reason),
  });
  connection.listen((frame) => {
    if (frame === undefined)
      hub.documents.expel(entrance.live, conversation.id, closeCodes.malformed, 'malformed');
    else hub.documents.receive(entrance.live, conversation.id, frame);
  });
  return conversation;
}
