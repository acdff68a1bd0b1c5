import { askServer } from '../../ui/ask-server.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { tabPersona } from '../../ui/tab-persona.ts';
import { createDesk } from './create-desk.ts';
import { KeptDesks } from './kept-desks.ts';

/** The desks of this browser tab. They outlive the pages that show them. */
export const pageDesks = new KeptDesks((page, onSignedOut) => {
  const persona = tabPersona();
  return createDesk(page, {
    onSignedOut,
    ask: (path, request) => {
      // Nothing is ever sent as somebody else, not even when the tab's person changed a moment ago.
      if (tabPersona() !== persona) return Promise.reject(new ServerRefusal(0));
      return askServer(path, request);
    },
  });
});
