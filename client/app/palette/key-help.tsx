import { Modal } from '@mantine/core';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { closePalette } from '../../ui/commands/palette.ts';
import { shownKeys } from '../../ui/commands/shown-keys.ts';
import { setSingleKeys, singleKeys } from '../../ui/commands/single-keys.ts';
import { TickField } from '../../ui/fields.tsx';
import { useStore } from '../../ui/use-store.ts';
import { knownKeys } from './known-keys.ts';

import styles from './key-help.module.css';

/** What the keys do, and the switch for those that are a single letter (PG63). */
export function KeyHelp(): JSX.Element {
  const t = useTranslations('keyHelp');
  const areSingle = useStore(singleKeys, true);
  return (
    <Modal
      opened
      onClose={() => closePalette()}
      returnFocus={false}
      size={760}
      title={t('title')}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={styles['groups']}>
        {knownKeys.map(([group, keys]) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t(`group.${group}`)}</h3>
            <dl>
              {keys.map(([what, key]) => (
                <div key={what}>
                  <dt>{t(`what.${what}`)}</dt>
                  <dd>
                    <kbd>{shownKeys(key)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={styles['single']}>
        <TickField
          label={t.rich('single', { key: asKey })}
          isTicked={areSingle}
          onChange={setSingleKeys}
        />
      </div>
    </Modal>
  );
}

function asKey(words: ReactNode): JSX.Element {
  return <kbd>{words}</kbd>;
}
