import { Button } from '@mantine/core';
import { type UseQueryResult } from '@tanstack/react-query';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** What was asked for, or that it comes, or why it does not; what was there before stays, and says that it is old. */
export function Loaded<Data>({
  query,
  children,
}: {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: Data) => ReactNode;
}): JSX.Element {
  const t = useTranslations('administration');
  const { data, error } = query;
  const again = (): void => void query.refetch();
  if (data === undefined)
    return error === null ? (
      <Skeleton heights={[44, 44, 44, 44]} />
    ) : (
      <Failure error={error} onRetry={again} />
    );
  return (
    <>
      {error === null ? null : (
        <Notice
          tone="warn"
          actions={
            <Button size="compact-sm" variant="default" onClick={again}>
              {t('retry')}
            </Button>
          }
        >
          {t('stale')}
        </Notice>
      )}
      {children(data)}
    </>
  );
}
