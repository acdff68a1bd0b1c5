import { type Persona } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { personaOf, usePersonas } from '../identity/session.ts';
import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { KeptWords } from './kept-words.tsx';
import { LeavingBeside } from './leaving-beside.tsx';
import { useSignedIn } from './signed-in.ts';

import styles from './beside-page.module.css';

/** Two people of the demonstration on one screen: each half is the whole application as that person (PG8). On narrow screens one at a time. */
export function BesidePage({
  planId,
  beside,
}: {
  readonly planId: string;
  readonly beside: string;
}): JSX.Element {
  const t = useTranslations('beside');
  const { me } = useSignedIn();
  const personas = usePersonas();
  const halves = useRef<HTMLElement>(null);
  const [shown, setShown] = useState<string>();
  useDocumentTitle(t('documentTitle'));
  const mine = personaOf(personas.data, me.person);
  const pair = [mine, personas.data?.find(({ key }) => key === beside)].filter(
    (persona): persona is Persona => persona !== undefined,
  );
  const front = shown ?? pair[0]?.key;
  return (
    <div className={styles['page']}>
      <header className={styles['bar']}>
        <h1>{t('label')}</h1>
        <Button
          renderRoot={(props) => <Link {...props} to="/plans/$planId" params={{ planId }} />}
          size="compact-sm"
          variant="default"
          leftSection={<IconX size={16} aria-hidden="true" />}
        >
          {t('leave')}
        </Button>
      </header>
      <LeavingBeside halves={halves} />
      <KeptWords />
      <main ref={halves} className={styles['halves']}>
        {pair.map((persona) => (
          <section
            key={persona.key}
            className={styles['half']}
            data-front={persona.key === front ? '' : undefined}
            aria-label={persona.name}
          >
            <button
              type="button"
              className={styles['name']}
              aria-expanded={persona.key === front}
              onClick={() => setShown(persona.key)}
            >
              <DisciplineBadge discipline={persona.disciplineKey} /> {persona.name}
            </button>
            {/* The same application from the same server: a sandbox would keep it from itself. */}
            {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
            <iframe
              title={t('frame', { name: persona.name })}
              src={`/plans/${encodeURIComponent(planId)}?as=${encodeURIComponent(persona.key)}`}
            />
          </section>
        ))}
      </main>
    </div>
  );
}
