import { openPageTab } from '../careplan/page-tabs.ts';
import { KeptTabs } from '../sync/kept-tabs.ts';

/**
 * Conversations of screens that show no plan: they hear what needs me and say nothing. Not those of the plans, which
 * end with their page, so that colleagues see at once that I have left.
 */
export const quietTabs = new KeptTabs(openPageTab);
