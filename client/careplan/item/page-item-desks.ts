import { KeptDesks } from '../../sync/kept-desks.ts';
import { askServer } from '../../ui/ask-server.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { tabPersona } from '../../ui/tab-persona.ts';
import { ItemDesk, type ItemPage } from './item-desk.ts';

/** The item desks of this browser tab. They outlive the pages that show them. */
export const pageItemDesks = new KeptDesks<ItemPage, ItemDesk>((page, onSignedOut) => {
  const persona = tabPersona();
  return new ItemDesk(page, {
    onSignedOut,
    ask: (path, request) => {
      // Nothing is ever sent as somebody else, not even when the tab's person changed a moment ago.
      if (tabPersona() !== persona) return Promise.reject(new ServerRefusal(0));
      return askServer(path, request);
    },
  });
});
