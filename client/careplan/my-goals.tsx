import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { quotesOf } from '@alliance/shared/careplan/quotes';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { Store } from '../sync/store.ts';
import { TextAreaField } from '../ui/fields.tsx';
import { useStore } from '../ui/use-store.ts';
import { NotSent } from './item/item-states.tsx';
import { useDayWords } from './item/item-words.ts';
import { type Items, type ItemViewOf, useItems } from './item/items-context.ts';
import { useAllItems } from './item/use-all-items.ts';
import { ProposeGoal } from './propose-goal.tsx';

import styles from './patient-page.module.css';

/** The goals in plain words, each with what I say to it; then what the disciplines have quoted into their sections (PP3, PP20). */
export function MyGoals({
  plan,
  contents,
  patientName,
}: {
  readonly plan: PlanView;
  /** For the family: whose goals they are. */
  readonly patientName?: string;
  readonly contents: Store<ReadonlyMap<string, SectionJson>>;
}): JSX.Element {
  const t = useTranslations('patient');
  const live = useStore(contents, contents.get());
  const items = useItems();
  const goals = useAllItems().filter(isShown);
  const known = new Set(goals.map(({ fields }) => plain(fields.statement.value)));
  const quoted = plan.sections.flatMap(({ key, heading, documentId, quotes }) => {
    const content = live.get(documentId);
    const said = content === undefined ? quotes : quotesOf(content);
    if (key === 'what-matters') return [];
    return said.filter((text) => !known.has(plain(text))).map((text) => ({ text, heading }));
  });
  return (
    <section className={styles['card']} aria-labelledby="goals-heading">
      <h2 id="goals-heading">
        {patientName === undefined ? t('goals') : t('goalsTo', { name: patientName })}
      </h2>
      {goals.length + quoted.length === 0 ? (
        <NoGoals items={items} />
      ) : (
        <ul className={styles['goals']}>
          {items === undefined
            ? null
            : goals.map((goal) => <MyGoal key={goal.id} items={items} goal={goal} />)}
          {quoted.map(({ text, heading }) => (
            <li key={`${heading} ${text}`}>
              <p>{text}</p>
              <p className={styles['hint']}>{heading}</p>
            </li>
          ))}
        </ul>
      )}
      {items === undefined ? null : <ProposeGoal items={items} />}
    </section>
  );
}

/** Not known is not the same as none. */
function NoGoals({ items }: { readonly items: Items | undefined }): JSX.Element {
  const t = useTranslations();
  const known = useStore(items?.desk.items, undefined);
  const loading = useStore(items?.desk.loading, 'loading');
  if (known !== undefined) return <p>{t('patient.noGoals')}</p>;
  return <p role="status">{t(loading === 'failed' ? 'items.failed' : 'items.loading')}</p>;
}

/** Goals that are struck, entered in error or turned down are the team's to look at. */
function isShown(item: ReturnType<typeof useAllItems>[number]): item is ItemViewOf<'goal'> {
  return (
    item.kind === 'goal' &&
    item.struck === undefined &&
    item.fields.statement.value.trim() !== '' &&
    !['cancelled', 'entered-in-error', 'rejected'].includes(item.fields.lifecycle.value)
  );
}

function MyGoal({
  items,
  goal,
}: {
  readonly items: Items;
  readonly goal: ItemViewOf<'goal'>;
}): JSX.Element {
  const t = useTranslations('items.mine');
  const day = useDayWords();
  const { statement, dueOn, achievement, lifecycle } = goal.fields;
  const heading = items.plan.sections.find(({ key }) => key === goal.sectionKey)?.heading;
  const isReached = achievement.value === 'achieved' || lifecycle.value === 'completed';
  const about = [
    heading,
    isReached ? t('reached') : undefined,
    lifecycle.value === 'on-hold' ? t('pausing') : undefined,
    dueOn.value === null || isReached ? undefined : t('when', { date: day(dueOn.value) }),
  ].filter((words) => words !== undefined);
  const isMine = goal.author.personId === items.personId;
  return (
    <li>
      <p>{statement.value}</p>
      <p className={styles['hint']}>{about.join(' · ')}</p>
      {lifecycle.value === 'proposed' ? (
        <p className={styles['hint']}>
          {isMine ? t('proposed') : t('proposedBy', { name: goal.author.name })}
        </p>
      ) : null}
      <MyAnswer items={items} goal={goal} />
      <NotSent items={items} item={goal} />
    </li>
  );
}

/** Yes or no, in two buttons; no is asked why, so that the team can do something about it. */
function MyAnswer({
  items,
  goal,
}: {
  readonly items: Items;
  readonly goal: ItemViewOf<'goal'>;
}): JSX.Element | null {
  const t = useTranslations('items.mine');
  const [isChanging, setIsChanging] = useState(false);
  const box = `disagree ${goal.id}`;
  const draft = useStore(items.desk.drafts, items.desk.drafts.get()).get(box)?.['text'];
  const [isSayingNo, setIsSayingNo] = useState(draft !== undefined);
  const [mySeat] = items.plan.mySeatIds;
  if (mySeat === undefined || !goal.can.includes('answer')) return null;
  const seatId = toSeatId(mySeat);
  const mine = goal.agreements.find((each) => each.seatId === seatId);
  const say = (answer: 'agree' | 'disagree', note: string): void => {
    void items.desk.change(goal.id, { type: 'answer', seatId, answer, note });
    items.desk.keep(box, undefined);
    setIsSayingNo(false);
    setIsChanging(false);
  };
  if (isSayingNo)
    return (
      <div className={styles['answer']}>
        <TextAreaField
          label={t('whyNot')}
          rows={3}
          value={draft ?? ''}
          onChange={(text) => items.desk.keep(box, text === '' ? undefined : { text })}
        />
        <div className={styles['answers']}>
          <Button
            size="md"
            disabled={(draft ?? '').trim() === ''}
            onClick={() => say('disagree', (draft ?? '').trim())}
          >
            {t('send')}
          </Button>
          <Button
            size="md"
            variant="default"
            onClick={() => {
              items.desk.keep(box, undefined);
              setIsSayingNo(false);
            }}
          >
            {t('back')}
          </Button>
        </div>
      </div>
    );
  if (mine !== undefined && mine.answer !== 'pending' && !isChanging)
    return (
      <div className={styles['answers']}>
        <p className={styles['answered']} role="status">
          {mine.answer === 'agree' ? t('agreed') : t('disagreed', { note: mine.note })}
        </p>
        <Button size="md" variant="subtle" onClick={() => setIsChanging(true)}>
          {t('change')}
        </Button>
      </div>
    );
  return (
    <div className={styles['answers']} role="group" aria-label={goal.fields.statement.value}>
      <Button size="md" variant="outline" onClick={() => say('agree', '')}>
        {t('agree')}
      </Button>
      <Button size="md" variant="default" onClick={() => setIsSayingNo(true)}>
        {t('disagree')}
      </Button>
    </div>
  );
}

function plain(words: string): string {
  return words
    .toLocaleLowerCase('en')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
