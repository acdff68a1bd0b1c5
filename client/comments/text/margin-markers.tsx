import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { waitsForReadBack } from '@alliance/shared/comments/critical';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { IconAlertTriangleFilled, IconMessage } from '@tabler/icons-react';
import { type JSX, useLayoutEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { type Commenting } from '../commenting.ts';
import { rememberPlace } from '../focus.ts';
import { keyOf } from '../rail/rail-items.ts';
import { type PageText } from './page-text.ts';

import styles from './margin-markers.module.css';

/** Lines that begin less than this apart, in CSS pixels, have one marker: two would cover each other. */
const lineHeight = 22;

/** The threads of one line of text. */
interface Line {
  /** From the top of the section, in CSS pixels. */
  readonly top: number;
  readonly threads: readonly ThreadView[];
}

/** A button beside each line that has open threads: a target for a finger, and in place for who hears the page (RL2). */
export function MarginMarkers({
  commenting,
  section,
}: {
  readonly commenting: Commenting;
  readonly section: SectionView;
}): JSX.Element | null {
  const { desk, text } = commenting;
  const all = useStore(desk.threads, undefined);
  const threads = useMemo(
    () => (all ?? []).filter((each) => each.status === 'open' && keyOf(each) === section.key),
    [all, section.key],
  );
  const [lines, setLines] = useState<readonly Line[]>([]);
  useLayoutEffect(
    () =>
      text.onMeasure(() => {
        const measured = linesOf(document.getElementById(section.key), threads, text);
        return () => setLines((known) => (isSame(known, measured) ? known : measured));
      }),
    [text, threads, section.key],
  );
  const article = document.getElementById(section.key);
  if (article === null || lines.length === 0) return null;
  return createPortal(<Markers commenting={commenting} lines={lines} />, article);
}

function Markers({
  commenting: { desk },
  lines,
}: {
  readonly commenting: Commenting;
  readonly lines: readonly Line[];
}): JSX.Element {
  const t = useTranslations('rail');
  const activeId = useStore(desk.active, undefined);
  return (
    <ul className={styles['markers']} aria-label={t('markers')}>
      {lines.map(({ top, threads }) => {
        const present = threads.findIndex(({ id }) => id === activeId);
        const next = threads[(present + 1) % threads.length];
        const isCritical = threads.some(waitsForReadBack);
        const Icon = isCritical ? IconAlertTriangleFilled : IconMessage;
        return (
          <li key={next?.id} style={{ transform: `translateY(${top}px)` }}>
            <button
              type="button"
              className={styles['marker']}
              data-critical={isCritical ? '' : undefined}
              aria-pressed={present !== -1}
              aria-label={t(isCritical ? 'markerCritical' : 'marker', {
                count: threads.length,
                quote: quoteOf(threads[0]),
              })}
              onClick={() => {
                rememberPlace();
                desk.setSheetOpen(true);
                desk.activate(next?.id, 'text');
              }}
            >
              <Icon size={15} aria-hidden="true" />
              {threads.length > 1 ? threads.length : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** As much of the words as is needed to know them. */
const quoteCharacters = 60;

function quoteOf(thread: ThreadView | undefined): string {
  if (thread === undefined || (thread.subject.on !== 'text' && thread.subject.on !== 'node'))
    return '';
  const { quote } = thread.subject;
  return quote.length > quoteCharacters ? `${quote.slice(0, quoteCharacters)}…` : quote;
}

function linesOf(
  article: HTMLElement | null,
  threads: readonly ThreadView[],
  text: PageText,
): readonly Line[] {
  if (article === null || threads.length === 0) return [];
  const { top } = article.getBoundingClientRect();
  const ranges = text.ranges.get();
  const found = threads.flatMap((thread) => {
    const box = ranges.get(thread.id)?.getClientRects()[0];
    return box === undefined ? [] : [{ thread, top: box.top + box.height / 2 - 12 - top }];
  });
  const lines: { top: number; threads: ThreadView[] }[] = [];
  for (const { thread, top: place } of found.toSorted((one, other) => one.top - other.top)) {
    const line = lines.at(-1);
    if (line !== undefined && place - line.top < lineHeight) line.threads.push(thread);
    else lines.push({ top: Math.round(place), threads: [thread] });
  }
  return lines;
}

function isSame(one: readonly Line[], other: readonly Line[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ top, threads }, index) => {
      const line = other[index];
      return (
        line?.top === top &&
        line.threads.length === threads.length &&
        threads.every((thread, at) => thread === line.threads[at])
      );
    })
  );
}
