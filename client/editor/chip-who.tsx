import { type ChipWriteView } from '@alliance/shared/editor/chip-writes';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { useMoment } from '../ui/use-moment.ts';

/** Who wrote a value, and when: as the server's log says. */
export function ChipWho({
  write,
  hasFailed,
}: {
  readonly write: ChipWriteView | undefined;
  readonly hasFailed: boolean;
}): JSX.Element {
  const t = useTranslations('chips');
  const moment = useMoment();
  if (write === undefined) return <span>{hasFailed ? t('notKnown') : t('unknown')}</span>;
  return (
    <span>
      {t('written', { name: write.name, when: moment(write.at) })}{' '}
      <DisciplineBadge discipline={write.disciplineKey} />
    </span>
  );
}
