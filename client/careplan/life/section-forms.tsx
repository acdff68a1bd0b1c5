import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import {
  type SectionKey,
  isSectionKey,
  sectionHeadings,
  sectionKeys,
  toDocumentId,
  toSectionId,
} from '@alliance/shared/careplan/section';
import { headingCharactersMax, staleDays } from '@alliance/shared/limits';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { SelectField, TextAreaField, TextField, TickField } from '../../ui/fields.tsx';
import { rememberOwnSection } from './own-sections.ts';
import { sayOfPlan } from './plan-said.tsx';
import { SectionForm } from './section-form.tsx';
import { sectionsInPlan } from './section-order.ts';
import { useMoveSection } from './use-move-section.ts';
import { usePlanCommand } from './use-plan-command.ts';

/** What every dialog about one section needs. */
interface About {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly onClose: () => void;
}

/** Adds one of the sections that the plan does not have: drafted alone first, or for all at once. */
export function AddSection({ plan, onClose }: Omit<About, 'section'>): JSX.Element {
  const t = useTranslations('planLife.add');
  const navigate = useNavigate();
  const { send, isSending, error } = usePlanCommand(plan.id);
  const [ids] = useState(() => ({ section: uuid(), document: uuid() }));
  const [key, setKey] = useState<SectionKey | undefined>(plan.canAdd[0]);
  const [heading, setHeading] = useState<string>();
  const [after, setAfter] = useState<string>();
  const [isPrivate, setIsPrivate] = useState(false);
  if (key === undefined) return <NothingToAdd onClose={onClose} />;
  const name = heading ?? sectionHeadings[key];
  const place = after ?? usualPlace(plan, key) ?? first;
  const submit = async (): Promise<void> => {
    rememberOwnSection(key);
    const sent = await send({
      type: 'add-section',
      sectionId: toSectionId(ids.section),
      documentId: toDocumentId(ids.document),
      key,
      heading: name.trim(),
      after: isSectionKey(place) ? place : null,
      isPrivate,
    });
    if (!('plan' in sent)) return;
    onClose();
    sayOfPlan({ words: t(isPrivate ? 'saidPrivate' : 'said', { heading: name.trim() }) });
    void navigate({
      to: '/plans/$planId/$sectionKey',
      params: { planId: plan.id, sectionKey: key },
      resetScroll: false,
    });
  };
  return (
    <SectionForm
      title={t('title')}
      sure={t('sure')}
      isReady={isHeading(name)}
      isChanged={heading !== undefined}
      isSending={isSending}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SelectField
        label={t('which')}
        value={key}
        options={plan.canAdd.map((each) => [each, sectionHeadings[each]] as const)}
        onChange={(chosen) => {
          if (!isSectionKey(chosen)) return;
          setKey(chosen);
          setHeading(undefined);
          setAfter(undefined);
        }}
      />
      <TextField
        label={t('heading')}
        isRequired
        value={name}
        trouble={isHeading(name) ? undefined : t('headingTrouble', { max: headingCharactersMax })}
        onChange={setHeading}
      />
      <PlaceField plan={plan} value={place} onChange={setAfter} />
      <TickField label={t('private')} isTicked={isPrivate} onChange={setIsPrivate} />
    </SectionForm>
  );
}

function NothingToAdd({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('planLife.add');
  return (
    <SectionForm
      title={t('title')}
      sure={t('sure')}
      isReady={false}
      isSending={false}
      error={null}
      onSubmit={onClose}
      onClose={onClose}
    >
      <p>{t('nothing')}</p>
    </SectionForm>
  );
}

/** Gives a section other words as its heading. */
export function RenameSection({ plan, section, onClose }: About): JSX.Element {
  const t = useTranslations('planLife.rename');
  const [heading, setHeading] = useState(section.heading);
  // What somebody else writes there while this is open has not been read here.
  const [inPlaceOf] = useState(section.heading);
  const words = { heading: heading.trim(), inPlaceOf };
  const command = { type: 'rename-section', key: section.key, ...words } as const;
  return (
    <CommandForm
      plan={plan}
      command={command}
      title={t('title', { heading: section.heading })}
      sure={t('sure')}
      said={t('said', { heading: heading.trim() })}
      isReady={isHeading(heading) && heading.trim() !== section.heading}
      isChanged={heading.trim() !== section.heading}
      onClose={onClose}
    >
      <TextField
        label={t('heading')}
        help={t('help', { max: headingCharactersMax })}
        isRequired
        value={heading}
        onChange={setHeading}
      />
    </CommandForm>
  );
}

/** Puts a section behind any other one. */
export function PlaceSection({ plan, section, onClose }: About): JSX.Element {
  const t = useTranslations('planLife.move');
  const { moveAfter } = useMoveSection(plan);
  const [after, setAfter] = useState(() => presentPlace(plan, section.key));
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const submit = async (): Promise<void> => {
    setIsSending(true);
    const sent = await moveAfter(section.key, isSectionKey(after) ? after : null);
    setIsSending(false);
    if ('plan' in sent) onClose();
    else setError(sent.error instanceof Error ? sent.error : new Error('refused'));
  };
  return (
    <SectionForm
      title={t('title', { heading: section.heading })}
      sure={t('sure')}
      isReady={after !== presentPlace(plan, section.key)}
      isSending={isSending}
      error={error}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PlaceField plan={plan} moving={section.key} value={after} onChange={setAfter} />
    </SectionForm>
  );
}

/** Takes a section out of the plan, with the reason why. */
export function RetireSection({ plan, section, onClose }: About): JSX.Element {
  const t = useTranslations('planLife.retire');
  const [reason, setReason] = useState('');
  return (
    <CommandForm
      plan={plan}
      command={{ type: 'retire-section', key: section.key, reason: reason.trim() }}
      title={t('title', { heading: section.heading })}
      sure={t('sure')}
      said={t('said', { heading: section.heading })}
      isReady={reason.trim() !== ''}
      isChanged={reason.trim() !== ''}
      onClose={onClose}
    >
      <p>{t('lead')}</p>
      <TextAreaField label={t('reason')} rows={3} isRequired value={reason} onChange={setReason} />
    </CommandForm>
  );
}

/** Shows a private section to the alliance; it says beforehand who will see it, because there is no way back. */
export function ShareSection({ plan, section, onClose }: About): JSX.Element {
  const t = useTranslations('planLife.share');
  return (
    <CommandForm
      plan={plan}
      command={{ type: 'share-section', key: section.key }}
      title={t('title', { heading: section.heading })}
      sure={t('sure')}
      said={t('said', { heading: section.heading })}
      onClose={onClose}
    >
      <p>{t('lead')}</p>
      <p>{t('noWayBack')}</p>
    </CommandForm>
  );
}

/** After how many days without edit or review a section is due for a look. */
export function StaleAfter({ plan, section, onClose }: About): JSX.Element {
  const t = useTranslations('planLife.stale');
  const [typed, setTyped] = useState(String(section.staleAfterDays));
  const days = Number(typed);
  const isFit = Number.isInteger(days) && days >= staleDays.min && days <= staleDays.max;
  return (
    <CommandForm
      plan={plan}
      command={{ type: 'stale-after', key: section.key, days }}
      title={t('title', { heading: section.heading })}
      sure={t('sure')}
      said={t('said', { heading: section.heading, count: days })}
      isReady={isFit && days !== section.staleAfterDays}
      onClose={onClose}
    >
      <TextField
        label={t('days')}
        help={t('help')}
        type="number"
        value={typed}
        trouble={isFit ? undefined : t('trouble', staleDays)}
        onChange={setTyped}
      />
    </CommandForm>
  );
}

/** A form whose one way forward is a command; what came of it is said on the page. */
function CommandForm({
  plan,
  command,
  said,
  ...form
}: {
  readonly plan: PlanView;
  readonly command: PlanCommand;
  readonly said: string;
} & Omit<
  React.ComponentProps<typeof SectionForm>,
  'isSending' | 'error' | 'onSubmit'
>): JSX.Element {
  const { send, isSending, error } = usePlanCommand(plan.id);
  const submit = async (): Promise<void> => {
    const sent = await send(command);
    if (!('plan' in sent)) return;
    form.onClose();
    sayOfPlan({ words: said });
  };
  return (
    <SectionForm {...form} isSending={isSending} error={error} onSubmit={() => void submit()} />
  );
}

/** Stands for "before all others" in a choice. */
const first = 'first';

function PlaceField({
  plan,
  moving,
  value,
  onChange,
}: {
  readonly plan: PlanView;
  readonly moving?: SectionKey;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): JSX.Element {
  const t = useTranslations('planLife.move');
  const others = sectionsInPlan(plan.sections).filter(({ key }) => key !== moving);
  return (
    <SelectField
      label={t('where')}
      value={value}
      options={[
        [first, t('first')],
        ...others.map(({ key, heading }) => [key, t('behind', { heading })] as const),
      ]}
      onChange={onChange}
    />
  );
}

function presentPlace({ sections }: PlanView, sectionKey: SectionKey): string {
  const shown = sectionsInPlan(sections);
  return shown[shown.findIndex(({ key }) => key === sectionKey) - 1]?.key ?? first;
}

/** Behind the last section of the plan that usually comes before it. */
function usualPlace({ sections }: PlanView, sectionKey: SectionKey): SectionKey | undefined {
  const usual = new Set(sectionKeys.slice(0, sectionKeys.indexOf(sectionKey)));
  return sectionsInPlan(sections).findLast(({ key }) => usual.has(key))?.key;
}

function isHeading(text: string): boolean {
  return text.trim() !== '' && text.trim().length <= headingCharactersMax;
}
