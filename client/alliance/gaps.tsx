import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type Gap, type GapPlace, gapsShown } from './gap-places.ts';

import styles from './alliance-page.module.css';

/** What the alliance still lacks, each in plain words, and a way to where it is mended. */
export function Gaps({ alliance }: { readonly alliance: AllianceView }): JSX.Element | null {
  const t = useTranslations('alliance.needs');
  const gaps = gapsShown(alliance, (key, seats) => t(key, { seats: seats ?? '' }));
  if (alliance.status === 'closed') return null;
  if (gaps.length === 0) return <p className={styles['complete']}>{t('none')}</p>;
  const isForming = alliance.status === 'draft' || alliance.status === 'proposed';
  return (
    <section className={styles['gaps']} aria-labelledby="gaps-heading">
      <h2 id="gaps-heading">{t('title')}</h2>
      <ul>
        {gaps.map((gap) => (
          <li key={gap.text}>
            <Words gap={gap} allianceId={alliance.id} />
          </li>
        ))}
      </ul>
      {isForming ? <p>{t('how')}</p> : null}
    </section>
  );
}

function Words({
  gap: { text, place },
  allianceId,
}: {
  readonly gap: Gap;
  readonly allianceId: string;
}): JSX.Element {
  if (place === undefined) return <span>{text}</span>;
  if (place === 'charter')
    return (
      <Link to="/alliances/$allianceId/charter" params={{ allianceId }}>
        {text}
      </Link>
    );
  return (
    <button type="button" className={styles['leads']} onClick={() => goTo(place)}>
      {text}
    </button>
  );
}

/** Brings a place of the page into the window, with the keyboard at it. */
function goTo(place: Exclude<GapPlace, 'charter'>): void {
  const element = document.getElementById(place);
  element?.scrollIntoView({ block: 'start' });
  const first = element?.querySelector<HTMLElement>('[data-mends]') ?? element;
  first?.focus({ preventScroll: true });
}
