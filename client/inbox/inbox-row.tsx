import { type InboxItem, isThreadItem } from '@alliance/shared/inbox/inbox';
import { type JSX } from 'react';

import { AllianceRow } from './alliance-row.tsx';
import { ThreadRow } from './thread-row.tsx';

/** One thing that needs me: why, about whom and where, and the one button that leads there (IB5). */
export function InboxRow({ item }: { readonly item: InboxItem }): JSX.Element {
  return isThreadItem(item) ? <ThreadRow item={item} /> : <AllianceRow item={item} />;
}
