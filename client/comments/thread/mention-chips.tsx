import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Mention } from '@alliance/shared/comments/thread';
import { IconX } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { disciplineCode } from '../../ui/discipline-badge.tsx';
import { mentionKey } from './mentionables.ts';

import styles from './mention-chips.module.css';

/** Whom a comment calls, each on the colour of the discipline; with a button each where they can be taken out. */
export function MentionChips({
  mentions,
  plan,
  onRemove,
}: {
  readonly mentions: readonly Mention[];
  readonly plan: PlanView;
  readonly onRemove?: (mention: Mention) => void;
}): JSX.Element | null {
  const t = useTranslations('comments');
  const labelOf = useMentionLabel(plan);
  if (mentions.length === 0) return null;
  return (
    <ul className={styles['chips']} aria-label={t('comment.mentions')}>
      {mentions.map((mention) => {
        const { label, disciplineKey } = labelOf(mention);
        return (
          <li key={mentionKey(mention)} data-discipline={disciplineCode(disciplineKey)}>
            @{label}
            {onRemove === undefined ? null : (
              <button
                type="button"
                aria-label={t('box.removeMention', { name: label })}
                onClick={() => onRemove(mention)}
              >
                <IconX size={14} aria-hidden="true" />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What a mention says, also of a seat that is not filled any more. */
export function useMentionLabel(
  plan: PlanView,
): (mention: Mention) => { readonly label: string; readonly disciplineKey: string } {
  const t = useTranslations('comments');
  const discipline = useTranslations('discipline');
  return (mention) => {
    if ('disciplineKey' in mention) {
      const { disciplineKey } = mention;
      const name = isDisciplineKey(disciplineKey) ? discipline(disciplineKey) : disciplineKey;
      return { label: t('mention.discipline', { discipline: name }), disciplineKey };
    }
    const seat = plan.alliance.seats.find(({ id }) => id === mention.seatId);
    return {
      label: seat?.title ?? t('card.someone'),
      disciplineKey: seat?.disciplineKey ?? '',
    };
  };
}
