import { KeptTabs } from '../sync/kept-tabs.ts';

/** The conversations of this browser tab with the server. They outlive the pages that show them. */
export const pageTabs = new KeptTabs(async (persona) => {
  const { openTab } = await import('../sync/tab.ts');
  return openTab({ url: syncAddress(), ...(persona === '' ? {} : { persona }) });
});

function syncAddress(): string {
  return `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/sync`;
}
