import { type TextMentionItem } from '@alliance/shared/inbox/text-mention';
import { Button } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { useMoment } from '../ui/use-moment.ts';
import { Row } from './row.tsx';

import styles from './inbox-row.module.css';

/** My seat is mentioned in the text of a plan: by whom, where, and the button that leads there. Not a word of the text. */
export function TextMentionRow({ item }: { readonly item: TextMentionItem }): JSX.Element {
  const t = useTranslations('inbox');
  const moment = useMoment();
  const { planId, patientName, section, from, at, seatTitle } = item;
  const button = t('button.mention');
  return (
    <Row
      reason={item.reason}
      icon={IconAt}
      why={t('textMention', { seat: seatTitle })}
      place={
        <>
          <strong>{patientName}</strong> · {section.heading}
        </>
      }
      from={
        <>
          <DisciplineBadge discipline={from.disciplineKey} /> {from.name}
          <time dateTime={at}>{moment(at)}</time>
        </>
      }
      button={
        <Button
          className={styles['button'] ?? ''}
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/plans/$planId/$sectionKey"
              params={{ planId, sectionKey: section.key }}
            />
          )}
          aria-label={t('buttonFor', { button, patient: patientName, place: section.heading })}
        >
          {button}
        </Button>
      }
    />
  );
}
