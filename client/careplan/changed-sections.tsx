import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';

import { markLooked, planQuery, plansQuery } from './plan-queries.ts';

import styles from './changed-sections.module.css';

/** What others changed since I last looked; it stays until I say that I have read it (NW6). */
export function ChangedSections({ plan }: { readonly plan: PlanView }): JSX.Element {
  const t = useTranslations('now');
  const changed = plan.sections.flatMap((section) =>
    section.changed === undefined ? [] : [{ ...section, changed: section.changed }],
  );
  if (changed.length === 0) return <p className={styles['empty']}>{t('nothingChanged')}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {changed.map(({ key, heading, changed: { at, by } }) => (
          <li key={key}>
            <Link
              to="/plans/$planId/$sectionKey"
              params={{ planId: plan.id, sectionKey: key }}
              resetScroll={false}
              className={styles['where']}
            >
              {heading}
            </Link>
            <ChangeLine at={at} names={by.map(({ name }) => name)} />
          </li>
        ))}
      </ul>
      <MarkAsRead plan={plan} />
    </>
  );
}

function ChangeLine({
  at,
  names,
}: {
  readonly at: string;
  readonly names: readonly string[];
}): JSX.Element {
  const t = useTranslations('now');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  return (
    <span className={styles['quiet']}>
      {t('changedBy', {
        names: format.list(names),
        when: format.relativeTime(Math.min(Date.parse(at), now.getTime()), now),
      })}
    </span>
  );
}

function MarkAsRead({ plan }: { readonly plan: PlanView }): JSX.Element {
  const t = useTranslations('now');
  const queryClient = useQueryClient();
  const mark = useMutation({
    mutationFn: () => markLooked(plan),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: planQuery(plan.id).queryKey });
      await queryClient.invalidateQueries({ queryKey: plansQuery.queryKey });
    },
  });
  return (
    <>
      <Button
        mt={6}
        size="compact-sm"
        variant="default"
        leftSection={<IconCheck size={16} aria-hidden="true" />}
        loading={mark.isPending}
        onClick={() => mark.mutate()}
      >
        {t('markAsRead')}
      </Button>
      {mark.isError ? <p role="alert">{t('markFailed')}</p> : null}
    </>
  );
}
