import { KeptTabs } from '../sync/kept-tabs.ts';
import type { Tab } from '../sync/tab.ts';

/** The conversations of this browser tab with the server. They outlive the pages that show them. */
export const pageTabs = new KeptTabs(openPageTab);

/** Begins a conversation with the server of this page, as a persona of the demonstration or, with '', as whoever is signed in. */
export async function openPageTab(persona: string): Promise<Tab> {
  const { openTab } = await import('../sync/tab.ts');
  return openTab({ url: syncAddress(), ...(persona === '' ? {} : { persona }) });
}

function syncAddress(): string {
  return `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/sync`;
}
