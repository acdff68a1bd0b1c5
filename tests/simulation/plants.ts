/** Mistakes for the simulation to find. Each is put around a working part from outside: no production code knows of them. */
import { type Inspect, inspectUpdate } from '@alliance/server/core/inspector';
import { decodeClientMessage, encodeSaved, encodeSync } from '@alliance/server/core/message';
import { type Effect, type MemberId } from '@alliance/server/core/room-effect';
import { StorageFailed, StorageFull, type Storage } from '@alliance/server/storage/port';
import { type LiveDocument } from '@alliance/server/sync/live-document';
import { bodyOf } from '@alliance/shared/editor/section-document';

import { type Plant } from './server-life.ts';

/** Message 100 leaves when a change is taken, not when it is on disk. */
export const acknowledgedTooEarly: Plant = {
  room: (live) => {
    const frames = new Map<MemberId, number>();
    afterReceiving(live, (id, frame, effects) => {
      if (decodeClientMessage(frame)?.type !== 'update') return effects;
      const count = (frames.get(id) ?? 0) + 1;
      frames.set(id, count);
      const payload = encodeSaved(count, live.room.head.seq);
      return [...effects, { type: 'send', to: id, payload }];
    });
  },
};

/** Colleagues get an update when it is taken, not when it is on disk. */
export const broadcastTooEarly: Plant = {
  room: (live) =>
    afterReceiving(live, (id, frame, effects) => {
      const message = decodeClientMessage(frame);
      const isTaken = effects.some(({ type }) => type === 'gathered');
      if (message?.type !== 'update' || !isTaken) return effects;
      const payload = encodeSync('update', message.update);
      return [...effects, { type: 'broadcast', except: id, payload }];
    }),
};

/** Whoever asks what they lack is answered from memory at once. */
export const answeredTooEarly: Plant = {
  room: (live) =>
    afterReceiving(live, (id, frame, effects) => {
      const message = decodeClientMessage(frame);
      if (message?.type !== 'state-vector') return effects;
      const missing = live.room.encodeState();
      return [{ type: 'send', to: id, payload: encodeSync('missingUpdates', missing) }, ...effects];
    }),
};

/** What the inspector objects to is dropped, and counted as processed. */
export const droppedInsteadOfRefused: Plant = {
  inspect: (doc, update, sender) => {
    const inspection = inspectUpdate(doc, update, sender);
    return inspection.kind === 'refused' ? { kind: 'nothing', work: 0 } : inspection;
  },
};

/** Anybody may write under any client id. */
export const anyClientIDAccepted: Plant = {
  inspect: (doc, update, sender) => inspectUpdate(doc, update, { ...sender, owns: () => true }),
};

/** A room that takes the first block away in memory, now and then, and writes no row of it. */
export const changedInMemory: Plant = {
  room: (live) => {
    let changes = 0;
    afterReceiving(live, (_id, _frame, effects) => {
      if (++changes % 10 === 0) live.room.look((doc) => bodyOf(doc).delete(0, 1));
      return effects;
    });
  },
};

/** Every fifth update reaches none of the colleagues. */
export const broadcastForgotten: Plant = {
  room: ({ room }) => {
    let broadcasts = 0;
    const committed = room.committed.bind(room);
    room.committed = (head) =>
      committed(head).filter(({ type }) => type !== 'broadcast' || ++broadcasts % 5 > 0);
  },
};

/** Every twentieth change is refused, for nothing. */
export const refusedWithoutReason: Plant = {
  get inspect() {
    let changes = 0;
    const inspect: Inspect = (doc, update, sender) => {
      const inspection = inspectUpdate(doc, update, sender);
      const isUnlucky = inspection.kind === 'change' && ++changes % 20 === 0;
      return isUnlucky ? { kind: 'refused', rule: 'IN5', work: 0 } : inspection;
    };
    return inspect;
  },
};

/** Every fourth append is never answered. */
export const neverAnswered: Plant = {
  storage: (storage) => {
    let appends = 0;
    return appendingBy(storage, async (request) => {
      const result = await storage.append(request);
      return ++appends % 4 === 0 ? await new Promise(() => undefined) : result;
    });
  },
};

/** Whoever may read may write. */
export const anyRightAccepted: Plant = {
  inspect: (doc, update, sender) => inspectUpdate(doc, update, { ...sender, mayEdit: true }),
};

/** A disk without space says that all is well. */
export const lostWhenFull: Plant = {
  storage: (storage) =>
    appendingBy(storage, async (request) => {
      try {
        return await storage.append(request);
      } catch (error) {
        if (!(error instanceof StorageFull)) throw error;
        return { ok: true, head: { seq: request.expectedHead, hash: new Uint8Array(32) } };
      }
    }),
};

/** After a failed fsync the same is tried again, and the machine, which has thrown the pages away, says yes. */
export const triedAgainAfterFailure: Plant = {
  storage: (storage) =>
    appendingBy(storage, async (request) => {
      try {
        return await storage.append(request);
      } catch (error) {
        if (!(error instanceof StorageFailed)) throw error;
        return {
          ok: true,
          head: { seq: request.expectedHead + request.rows.length, hash: new Uint8Array(32) },
        };
      }
    }),
};

type AfterReceiving = (
  id: MemberId,
  frame: Uint8Array,
  effects: readonly Effect[],
) => readonly Effect[];

function afterReceiving({ room }: LiveDocument, change: AfterReceiving): void {
  const receive = room.receive.bind(room);
  room.receive = (id, frame, canSave) => change(id, frame, receive(id, frame, canSave));
}

function appendingBy(storage: Storage, append: Storage['append']): Storage {
  return new Proxy(storage, {
    get: (target, key) => (key === 'append' ? append : Reflect.get(target, key)),
  });
}
