import { type ThreadKind } from '@alliance/shared/comments/thread';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconHelpCircle,
  IconInfoCircle,
  IconListDetails,
} from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './kind-sign.module.css';

const icons = {
  question: IconHelpCircle,
  information: IconInfoCircle,
  sbar: IconListDetails,
  handoff: IconArrowsExchange,
  critical: IconAlertTriangle,
} as const;

/** What a thread is for, as a sign and a word. */
export function KindSign({ kind }: { readonly kind: ThreadKind }): JSX.Element {
  const t = useTranslations('comments.kind');
  const Icon = icons[kind];
  return (
    <span className={styles['sign']} data-kind={kind}>
      <Icon size={14} aria-hidden="true" />
      {t(kind)}
    </span>
  );
}
