import { alliance } from './alliance.ts';
import { type Contender } from './contender.ts';
import { hocuspocus, hocuspocusOnSqlite } from './hocuspocus.ts';
import { wsRelay } from './ws-relay.ts';
import { yWebsocketServer, yWebsocketServerOnLevelDb } from './y-websocket-server.ts';

/** Every server that can be measured, in the order of the tables. */
export const contenders: readonly Contender[] = [
  alliance,
  yWebsocketServer,
  yWebsocketServerOnLevelDb,
  hocuspocus,
  hocuspocusOnSqlite,
  wsRelay,
];
