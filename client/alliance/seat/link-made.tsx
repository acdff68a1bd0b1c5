import { type MadeLink } from '@alliance/shared/alliance/alliance-request';
import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { Button, Modal } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { noBanner } from '../action-dialog.tsx';
import { linkAddress } from '../link-address.ts';
import { useDay } from '../words.ts';

import dialog from '../action-dialog.module.css';
import styles from './seat-card.module.css';

/** A link that was made, to be copied: it is shown only now. */
export function LinkMade({
  seat,
  link,
  isAgain,
  onClose,
}: {
  readonly seat: SeatView;
  readonly link: MadeLink;
  /** The seat was asked before: what was passed on then works no more. */
  readonly isAgain: boolean;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.invite');
  const close = useTranslations('alliance.do');
  const day = useDay();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title', { seat: seat.title })}
      centered
      closeOnClickOutside={false}
      attributes={noBanner}
      closeButtonProps={{ 'aria-label': close('close') }}
    >
      <div className={dialog['form']}>
        <p>{t('made', { date: day(link.expiresAt) })}</p>
        {isAgain ? <p className={styles['quiet']}>{t('before')}</p> : null}
        <LinkBox link={link} label={t('linkLabel')} />
        <div className={dialog['actions']}>
          <Button variant="default" onClick={onClose}>
            {t('done')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** A link to read and to copy. */
export function LinkBox({
  link: { secret },
  label,
}: {
  readonly link: Pick<MadeLink, 'secret'>;
  readonly label: string;
}): JSX.Element {
  const address = linkAddress(secret);
  return (
    <div className={dialog['form']}>
      <input
        readOnly
        className={styles['link']}
        aria-label={label}
        value={address}
        onFocus={({ target }) => target.select()}
      />
      <div>
        <CopyButton size="sm" read={() => address} />
      </div>
    </div>
  );
}
