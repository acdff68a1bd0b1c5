import {
  firstContingencyValues,
  firstGoalValues,
  firstInterventionValues,
} from '@alliance/shared/careplan/item/first-values';
import { toItemId } from '@alliance/shared/careplan/item/item';
import { type StartItem } from '@alliance/shared/careplan/item/item-command';
import { type Field, firstField } from '@alliance/shared/comments/field';
import { toPersonId } from '@alliance/shared/identity/person';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { TickField } from '../../../ui/fields.tsx';
import { type ItemDialog, type Items } from '../items-context.ts';
import { Focused } from './edit-dialog.tsx';
import { GoalBoxes } from './fields-of-goal.tsx';
import { ContingencyBoxes, InterventionBoxes } from './fields-of-others.tsx';
import { FormDialog } from './form-dialog.tsx';
import { isReady } from './form-troubles.ts';
import { useItemForm } from './use-item-form.ts';

import styles from './form-dialog.module.css';

/** The box that says that only its author sees it: kept with the others, so that nothing private comes back as everybody's. */
const privateBox = 'private';

type NewItem = Extract<ItemDialog, { about: 'new' }>;

const titles = {
  goal: 'newGoal',
  intervention: 'newIntervention',
  contingency: 'newContingency',
} as const;

/** Makes an item: what was written in its boxes, and nothing else. */
export function NewDialog({
  items,
  dialog,
  onClose,
}: {
  readonly items: Items;
  readonly dialog: NewItem;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('items.form');
  const { kind, sectionKey, isProposal } = dialog;
  const [first] = useState(() => firstFields(items, dialog));
  const form = useItemForm(items.desk, `new ${kind} ${sectionKey}`, first);
  const end = (made: StartItem | undefined): void => {
    form.drop();
    onClose();
    if (made !== undefined) void items.desk.start(made);
    // The text is everybody's: a card in it would tell that there is something.
    dialog.onEnd?.(made?.isPrivate === true ? undefined : made?.itemId);
  };
  const needed = { goal: 'statement', intervention: 'text', contingency: 'condition' }[kind];
  return (
    <FormDialog
      title={t(titles[kind])}
      sure={t(isProposal && kind === 'goal' ? 'propose' : 'add')}
      isReady={isReady(form) && form.read(needed).trim() !== ''}
      isChanged={form.isBegun}
      size={kind === 'contingency' ? 'lg' : 'xl'}
      onSure={() => end(startOf(dialog, { ...valuesOf(first), ...form.changed() }))}
      onClose={() => end(undefined)}
    >
      {isProposal && kind === 'goal' ? <p className={styles['hint']}>{t('proposalLead')}</p> : null}
      <Focused field={needed}>
        {kind === 'goal' ? (
          <GoalBoxes items={items} form={form} isProposal={isProposal} />
        ) : kind === 'intervention' ? (
          <InterventionBoxes items={items} form={form} />
        ) : (
          <ContingencyBoxes items={items} form={form} />
        )}
      </Focused>
      <TickField
        label={t('keepPrivate')}
        isTicked={form.read(privateBox) !== ''}
        onChange={(isTicked) => form.write(privateBox, isTicked ? 'private' : '')}
      />
    </FormDialog>
  );
}

type FormFields = Readonly<Record<string, Field<unknown>>>;

/** With what a form begins: what its author most likely means. */
function firstFields(items: Items, dialog: NewItem): FormFields {
  const author = toPersonId(items.personId);
  return Object.fromEntries(
    Object.entries(firstValues(items, dialog)).map(([name, value]) => [
      name,
      firstField<unknown>(value, author, ''),
    ]),
  );
}

function firstValues({ plan }: Items, { kind, isProposal }: NewItem): object {
  if (kind === 'contingency') return firstContingencyValues;
  const mine = plan.alliance.seats.find(({ id }) => plan.mySeatIds.includes(id));
  if (kind === 'intervention')
    return { ...firstInterventionValues, status: 'active', responsible: mine?.id ?? null };
  const patient = plan.alliance.seats.find(({ disciplineKey }) => disciplineKey === 'patient');
  const isTheirs = mine?.disciplineKey === 'patient' || mine?.disciplineKey === 'caregiver';
  return {
    ...firstGoalValues,
    lifecycle: isProposal ? 'proposed' : 'active',
    expressedBy: (isTheirs ? mine?.id : patient?.id) ?? null,
    leadDiscipline: isTheirs ? null : (mine?.disciplineKey ?? null),
  };
}

function valuesOf(fields: FormFields): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
}

function startOf(
  { kind, sectionKey, goalIds }: NewItem,
  { [privateBox]: privacy, ...values }: Readonly<Record<string, unknown>>,
): StartItem {
  const isPrivate = privacy !== undefined && privacy !== '';
  const base = { itemId: toItemId(uuid()), sectionKey, isPrivate, kind, values };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the boxes of a kind have the names and values of its fields
  return (kind === 'intervention' ? { ...base, goalIds: goalIds ?? [] } : base) as StartItem;
}
