import { type ChipEntry, type ChipValue } from '@alliance/shared/editor/chip';
import { chipText, dateInWords, dateUnit } from '@alliance/shared/editor/chip-text';
import { isUndecided } from '@alliance/shared/editor/chip-values';
import { Button, Group, TextInput } from '@mantine/core';
import { type Editor } from '@tiptap/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { type OpenedChip } from './chip-desk.ts';
import { chipToWords } from './chip-keys.ts';

import styles from './chip.module.css';

/** Longest number and unit that can be typed into a chip, in UTF-16 units. */
const typedMax = { value: 60, unit: 20 } as const;

/** The chip that is open, and how it is left. */
export interface FormPlace {
  readonly editor: Editor;
  readonly opened: OpenedChip;
  readonly onClose: () => void;
}

/** Changes an open chip: the number and its unit, or a date; or gives its words back to the text. */
export function ChipForm({
  editor,
  opened,
  entries,
  onUse,
  onClose,
}: FormPlace & {
  readonly entries: readonly ChipEntry[];
  readonly onUse: (value: ChipValue) => void;
}): JSX.Element {
  const t = useTranslations('chips');
  // What stood there when it was opened: the unit stays unless somebody changes it.
  const [first] = useState(() => entries[0] ?? { value: '', unit: '' });
  const [value, setValue] = useState(opened.typed ?? first.value);
  const [unit, setUnit] = useState(first.unit);
  const [isEmpty, setIsEmpty] = useState(false);
  const isDate = first.unit === dateUnit;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const written = { value: value.trim(), unit: unit.trim() };
    if (written.value === '' || (isDate && dateInWords(written.value) === undefined))
      return setIsEmpty(true);
    const isSame = written.value === first.value && written.unit === first.unit;
    if (isSame && !isUndecided(entries)) onClose();
    else onUse(written);
  };
  return (
    <form onSubmit={send}>
      <Group gap={8} align="start" wrap="wrap">
        <TextInput
          className={styles['value']}
          label={isDate ? t('date') : t('value')}
          type={isDate ? 'date' : 'text'}
          inputMode={isDate ? undefined : 'decimal'}
          value={value}
          maxLength={typedMax.value}
          error={isEmpty ? t('empty') : undefined}
          data-autofocus=""
          ref={(input) => focusOnce(input, opened.typed === undefined)}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        {isDate ? null : (
          <TextInput
            className={styles['unit']}
            label={t('unit')}
            value={unit}
            maxLength={typedMax.unit}
            onChange={(event) => setUnit(event.currentTarget.value)}
          />
        )}
      </Group>
      <Group gap={8} mt={8}>
        <Button type="submit" size="compact-sm">
          {t('change')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('close')}
        </Button>
        {isUndecided(entries) ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              chipToWords(editor, opened.chipId, chipText(entries));
              onClose();
            }}
          >
            {t('asWords')}
          </Button>
        )}
      </Group>
    </form>
  );
}

const focused = new WeakSet<HTMLInputElement>();

function focusOnce(input: HTMLInputElement | null, isWhole: boolean): void {
  if (input === null || focused.has(input)) return;
  focused.add(input);
  input.focus({ preventScroll: true });
  if (isWhole && input.type === 'text') input.select();
}
