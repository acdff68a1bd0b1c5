import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { renderSection } from '@alliance/shared/editor/render';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId, useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { Failure } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { versionQuery } from '../alliance-queries.ts';
import { useDay } from '../words.ts';
import { AgreementsText, titlesIn } from './agreements-text.tsx';
import { Roles } from './roles.tsx';

import fields from '../../ui/fields.module.css';
import styles from './charter.module.css';

/** Chooses between the charter as it is written now and the versions that were put forward. */
export function VersionChoice({
  sealed,
  shown,
  onShow,
}: {
  /** The number of the last version; absent before the first. */
  readonly sealed: number | undefined;
  readonly shown: number | undefined;
  readonly onShow: (number: number | undefined) => void;
}): JSX.Element | null {
  const t = useTranslations('alliance.charter');
  const id = useId();
  if (sealed === undefined) return null;
  const numbers = Array.from({ length: sealed }, (_, index) => sealed - index);
  return (
    <span className={styles['choice']}>
      <label htmlFor={id}>{t('versions')}</label>
      <select
        id={id}
        className={fields['box']}
        value={shown ?? ''}
        onChange={({ target: { value } }) => onShow(value === '' ? undefined : Number(value))}
      >
        <option value="">{t('versionNow')}</option>
        {numbers.map((number) => (
          <option key={number} value={number}>
            {t('version', { number })}
          </option>
        ))}
      </select>
    </span>
  );
}

/** A version that was put forward, as it was. */
export function OldVersion({
  alliance,
  number,
}: {
  readonly alliance: AllianceView;
  readonly number: number;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const version = useQuery(versionQuery(alliance.id, number));
  if (version.data === undefined)
    return version.error === null ? (
      <Skeleton heights={[180, 240]} />
    ) : (
      <Failure error={version.error} onRetry={() => void version.refetch()} />
    );
  return (
    <>
      <Notice tone="info">{t('reading', { number })}</Notice>
      <VersionText version={version.data} alliance={alliance} />
    </>
  );
}

/** Everything that a signature on a version binds to. */
export function VersionText({
  version,
  alliance,
}: {
  readonly version: CharterVersion;
  readonly alliance: AllianceView;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const day = useDay();
  const { content, number, at, hash } = version;
  const html = useMemo(() => renderSection(content.prose), [content.prose]);
  return (
    <>
      <section className={styles['block']} aria-labelledby="version-heading">
        <h2 id="version-heading">{t('versionOf', { number, date: day(at) })}</h2>
        <p className={styles['purpose']}>
          {content.name}: {content.purpose}
        </p>
        <AgreementsText agreements={content.agreements} titleOf={titlesIn(content.seats)} />
        {html === '' ? null : (
          <>
            <h3>{t('prose')}</h3>
            {/* The renderer escapes everything; it is the only maker of this HTML. */}
            <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
          </>
        )}
        <p className={styles['hash']}>
          {t('hash')}: <code>{hash}</code>
        </p>
      </section>
      <Roles seats={content.seats} sections={alliance.sections} number={number} />
    </>
  );
}
