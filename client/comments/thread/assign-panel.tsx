import { type Assignment } from '@alliance/shared/comments/thread';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { AssignFields } from './assign-form.tsx';
import { type ThreadParts } from './thread-parts.ts';

import styles from './thread-card.module.css';

/** Says whose answer a thread waits for, or that it waits for nobody's. */
export function AssignPanel({
  parts: { desk, page, thread },
  onDone,
}: {
  readonly parts: ThreadParts;
  readonly onDone: () => void;
}): JSX.Element {
  const t = useTranslations('comments.do');
  const { assignment } = thread;
  const [chosen, setChosen] = useState<Assignment | undefined>(assignment.value ?? undefined);
  // What it was based on is what stood there when the choosing began: a colleague's faster choice is then not lost.
  const [baseVersion] = useState(assignment.version);
  const apply = (): void => {
    void desk.change(thread.id, {
      type: 'assign',
      assignment: { value: chosen ?? null, baseVersion },
    });
    onDone();
  };
  return (
    <div className={styles['cardBox']} role="group" aria-label={t('assign')}>
      <AssignFields
        plan={page.plan}
        audience={thread.audience}
        assignment={chosen}
        onChange={setChosen}
      />
      <div className={styles['buttons']}>
        <Button size="compact-sm" onClick={apply}>
          {t('apply')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
