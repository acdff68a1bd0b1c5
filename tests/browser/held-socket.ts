/** A page whose frames to the server can be held back, and the first change among them be replaced. */
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { type Page } from 'playwright-core';
import * as Y from 'yjs';

/** Keeps what the page sends from now on, on a line that is slow for a moment. */
export function holdFrames(page: Page): Promise<unknown> {
  return page.evaluate('window.holdFrames()');
}

/** Lets it go, with the first change replaced by one that no editor makes. */
export function poisonAndLetGo(page: Page): Promise<unknown> {
  const doc = createSectionDocument();
  doc.getText('evil').insert(0, 'evil');
  const poison = JSON.stringify([...Y.encodeStateAsUpdate(doc)]);
  return page.evaluate(`window.letFramesGo(${poison})`);
}

/** Lets it go as it was. */
export function letFramesGo(page: Page): Promise<unknown> {
  return page.evaluate('window.letFramesGo()');
}

/** In the page, before its own scripts: a socket whose frames can be held, and its first update be replaced. */
export const heldSocket = `(() => {
  const send = WebSocket.prototype.send;
  let held;
  WebSocket.prototype.send = function (frame) {
    if (held === undefined) send.call(this, frame);
    else held.push([this, frame]);
  };
  window.holdFrames = () => { held = []; };
  window.letFramesGo = (poison) => {
    const frames = held;
    held = undefined;
    let isPoisoned = false;
    for (const [socket, frame] of frames) {
      const bytes = new Uint8Array(frame.buffer ?? frame, frame.byteOffset ?? 0, frame.byteLength);
      const isUpdate = bytes[0] >= 2 && bytes[0] < 128 && bytes[1] === 0 && bytes[2] === 2;
      if (poison !== undefined && isUpdate && !isPoisoned) {
        isPoisoned = true;
        send.call(socket, new Uint8Array([bytes[0], 0, 2, poison.length, ...poison]));
      } else send.call(socket, frame);
    }
  };
})()`;
