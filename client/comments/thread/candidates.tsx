import { type Field } from '@alliance/shared/comments/field';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { useAssignmentWords } from './assignment-words.ts';
import { type ThreadParts, nameOf } from './thread-parts.ts';

import styles from './candidates.module.css';

/** What two people wrote at the same time, until somebody decides: nothing is chosen silently (CM10). */
export function Candidates({ parts }: { readonly parts: ThreadParts }): JSX.Element {
  const t = useTranslations('comments');
  const assignmentWords = useAssignmentWords(parts.page);
  const { desk, thread } = parts;
  const { kind, assignment, can } = thread;
  return (
    <>
      <Choice
        parts={parts}
        question={t('candidates.kind')}
        field={kind}
        wordsFor={(value) => t(`kind.${value}`)}
        onChoose={
          can.includes('mark')
            ? (value) =>
                void desk.change(thread.id, {
                  type: 'mark',
                  kind: { value, baseVersion: kind.version },
                })
            : undefined
        }
      />
      <Choice
        parts={parts}
        question={t('candidates.assignment')}
        field={assignment}
        wordsFor={assignmentWords}
        onChoose={
          can.includes('assign')
            ? (value) =>
                void desk.change(thread.id, {
                  type: 'assign',
                  assignment: { value, baseVersion: assignment.version },
                })
            : undefined
        }
      />
    </>
  );
}

function Choice<Value>({
  parts,
  question,
  field,
  wordsFor,
  onChoose,
}: {
  readonly parts: ThreadParts;
  readonly question: string;
  readonly field: Field<Value>;
  readonly wordsFor: (value: Value) => string;
  readonly onChoose: ((value: Value) => void) | undefined;
}): JSX.Element | null {
  const t = useTranslations('comments');
  const format = useFormatter();
  if (field.candidates === undefined || field.candidates.length === 0) return null;
  return (
    <section className={styles['choice']} aria-label={question}>
      <p>{question}</p>
      <ul>
        {[field, ...field.candidates].map(({ value, by, at }) => (
          <li key={`${by} ${at}`}>
            <span>
              {t('candidates.chose', {
                name: nameOf(by, parts) ?? t('card.someone'),
                value: wordsFor(value),
                time: format.dateTime(new Date(at), 'clock'),
              })}
            </span>
            {onChoose === undefined ? null : (
              <Button size="compact-sm" variant="default" onClick={() => onChoose(value)}>
                {t('candidates.choose', { value: wordsFor(value) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
