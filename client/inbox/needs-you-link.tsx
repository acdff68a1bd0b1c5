import { type InboxReason } from '@alliance/shared/inbox/inbox';
import { IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { inboxQuery } from './inbox-queries.ts';

import styles from './needs-you-link.module.css';

/** Critical, and not understood yet. */
const urgent: ReadonlySet<InboxReason> = new Set(['read-back', 'unheard']);

/** How many things need me, as the way to their list; nothing when there is nothing. */
export function NeedsYouLink(): JSX.Element | null {
  const t = useTranslations('inbox');
  const { data } = useQuery(inboxQuery);
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  const isUrgent = data?.items.some(({ reason }) => urgent.has(reason)) ?? false;
  return (
    <Link
      to="/"
      className={styles['link']}
      data-urgent={isUrgent ? '' : undefined}
      aria-label={t(isUrgent ? 'linkUrgent' : 'link', { count })}
      title={t(isUrgent ? 'linkUrgent' : 'link', { count })}
    >
      <IconInbox size={18} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>{' '}
      <span className={styles['words']} aria-hidden="true">
        {t('needYou', { count })}
      </span>
    </Link>
  );
}
