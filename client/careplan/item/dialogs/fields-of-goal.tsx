import { disciplines, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import {
  goalAchievements,
  goalComponents,
  goalLifecycles,
  goalPriorities,
} from '@alliance/shared/careplan/item/goal';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { signed } from '../item-words.ts';
import { type Items } from '../items-context.ts';
import { Box, type BoxesProps } from './box.tsx';

import styles from './form-dialog.module.css';

/** The boxes of a goal, what is always needed first. */
export function GoalBoxes(props: BoxesProps & { readonly isProposal: boolean }): JSX.Element {
  const t = useTranslations('items');
  return (
    <>
      <div className={styles['grid']}>
        <Box {...props} name="statement" kind="lines" />
        <Box {...props} name="expressedBy" options={useSeatOptions(props.items)} width={3} />
        <Box
          {...props}
          name="leadDiscipline"
          options={useDisciplineOptions(props.items)}
          width={3}
        />
      </div>
      <fieldset className={styles['group']}>
        <legend>{t('form.measureGroup')}</legend>
        <div className={styles['grid']}>
          <Box {...props} name="measure" />
          <Box {...props} name="baseline" width={2} />
          <Box {...props} name="target" width={2} />
          <Box {...props} name="unit" width={2} />
          <Box {...props} name="startOn" kind="date" width={3} />
          <Box {...props} name="dueOn" kind="date" width={3} />
        </div>
      </fieldset>
      <fieldset className={styles['group']}>
        <legend>{t('form.why')}</legend>
        <div className={styles['grid']}>
          <Box {...props} name="relevance" kind="lines" />
          <Box {...props} name="achievable" kind="lines" />
        </div>
      </fieldset>
      <StateBoxes {...props} />
      <ScaleBoxes {...props} />
    </>
  );
}

function StateBoxes(props: BoxesProps & { readonly isProposal: boolean }): JSX.Element {
  const t = useTranslations('items');
  return (
    <fieldset className={styles['group']}>
      <legend>{t('form.stateGroup')}</legend>
      <div className={styles['grid']}>
        {props.isProposal ? null : (
          <Box
            {...props}
            name="lifecycle"
            isNeeded
            options={goalLifecycles.map((each) => [each, t(`lifecycle.${each}`)])}
            width={3}
          />
        )}
        <Box
          {...props}
          name="achievement"
          options={goalAchievements.map((each) => [each, t(`achievement.${each}`)])}
          width={3}
        />
        <Box
          {...props}
          name="priority"
          options={goalPriorities.map((each) => [each, t(`priority.${each}`)])}
          width={3}
        />
        <Box
          {...props}
          name="component"
          options={goalComponents.map((each) => [each, t(`component.${each}`)])}
          width={3}
        />
      </div>
    </fieldset>
  );
}

function ScaleBoxes(props: BoxesProps): JSX.Element {
  const t = useTranslations('items');
  const weights = ['0', '1', '2', '3'].map((each) => [each, each] as const);
  return (
    <fieldset className={styles['group']}>
      <legend>{t('form.scaleGroup')}</legend>
      <div className={styles['grid']}>
        {(['stepMuchMore', 'stepMore', 'stepExpected', 'stepLess', 'stepMuchLess'] as const).map(
          (name) => (
            <Box key={name} {...props} name={name} />
          ),
        )}
        <Box
          {...props}
          name="scaleBaseline"
          options={[-2, -1].map((each) => [String(each), signed(each)])}
          width={2}
        />
        <Box {...props} name="importance" options={weights} width={2} />
        <Box {...props} name="difficulty" options={weights} width={2} />
      </div>
    </fieldset>
  );
}

/** The seats of the alliance, to choose one. */
export function useSeatOptions({ plan }: Items): readonly (readonly [string, string])[] {
  return plan.alliance.seats
    .filter(({ isSimulated }) => isSimulated !== true)
    .map(({ id, title, now }) => [id, now[0] === undefined ? title : `${title} (${now[0].name})`]);
}

/** The disciplines, those of the alliance first. */
export function useDisciplineOptions({ plan }: Items): readonly (readonly [string, string])[] {
  const t = useTranslations('discipline');
  const here = new Set(plan.alliance.seats.map(({ disciplineKey }) => disciplineKey));
  const all = Object.keys(disciplines)
    .filter(isDisciplineKey)
    .filter((key) => disciplines[key].kind !== 'patient');
  return [...all.filter((key) => here.has(key)), ...all.filter((key) => !here.has(key))].map(
    (key) => [key, t(key)],
  );
}
