import { templateKeys, type TemplateKey } from '@alliance/shared/alliance/template';
import { starters } from '@alliance/shared/alliance/templates/starters';
import { firstAgreements, templates } from '@alliance/shared/alliance/templates/templates';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { SelectField } from '../../ui/fields.tsx';
import { type FoundingDraft, seatOfTemplate } from './founding-draft.ts';
import { type StepProps } from './founding-page.tsx';

/** Begins a team with a template, or by hand. */
export function TemplateChoice({
  draft,
  change,
}: Pick<StepProps, 'draft' | 'change'>): JSX.Element {
  const t = useTranslations('alliance.found');
  return (
    <SelectField
      label={t('template')}
      help={t('templateNote')}
      value={draft.template ?? ''}
      options={[
        ['', t('byHand')],
        ...templateKeys.map((key) => [key, t(`templates.${key}`)] as const),
      ]}
      onChange={(value) =>
        change(
          withTemplate(
            draft,
            templateKeys.find((key) => key === value),
          ),
        )
      }
    />
  );
}

/** What a template brings: seats, charter, and a purpose where none was typed. Without one it is two people again. */
export function withTemplate(
  draft: FoundingDraft,
  template: TemplateKey | undefined,
): Partial<FoundingDraft> {
  const before = draft.template === undefined ? '' : templates[draft.template].purpose;
  const isTyped = draft.purpose.trim() !== '' && draft.purpose !== before;
  const { seats } = template === undefined ? starters['physician-nurse'] : templates[template];
  const purpose = template === undefined ? '' : templates[template].purpose;
  return {
    template,
    seats: seats.map(seatOfTemplate),
    agreements: firstAgreements(template, new Date().toISOString()),
    ...(isTyped ? {} : { purpose }),
  };
}
