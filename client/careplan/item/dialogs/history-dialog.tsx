import { type PlanItem } from '@alliance/shared/careplan/item/item';
import { type Field } from '@alliance/shared/comments/field';
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useFieldName, useInstantWords, useValueWords } from '../item-words.ts';
import { type ItemParts, nameOf, seatOf } from '../items-context.ts';

import styles from './form-dialog.module.css';

/** What became of an item, newest first: who wrote what, and when. */
export function HistoryDialog(parts: ItemParts & { readonly onClose: () => void }): JSX.Element {
  const { items, item, onClose } = parts;
  const t = useTranslations('items.history');
  const form = useTranslations('items.form');
  const versions = useQuery({
    queryKey: ['item-versions', item.id, item.version],
    queryFn: () => items.desk.versions(item.id),
    staleTime: Infinity,
  });
  const changesBetween = useChanges(parts);
  const known = versions.data ?? [];
  const rows = known
    .map((version, index) => ({
      version: version.version,
      changes: changesBetween(known[index - 1], version),
    }))
    .toReversed();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': form('close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {versions.error === null ? null : (
        <p role="alert">
          {t('failed')}{' '}
          <Button size="compact-sm" variant="default" onClick={() => void versions.refetch()}>
            {t('again')}
          </Button>
        </p>
      )}
      {versions.isPending ? <p role="status">{t('loading')}</p> : null}
      <ol className={styles['changes']}>
        {rows.map(({ version, changes }) => (
          <li key={version}>
            <time dateTime={changes[0]?.at}>{changes[0]?.when}</time>
            <ul>
              {changes.map(({ words }) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Modal>
  );
}

interface Change {
  readonly at: string;
  readonly when: string;
  readonly words: string;
}

function useChanges(
  parts: ItemParts,
): (before: PlanItem | undefined, after: PlanItem) => readonly Change[] {
  const t = useTranslations('items');
  const field = useFieldName();
  const value = useValueWords(parts.items);
  const when = useInstantWords();
  const name = (personId: string): string => nameOf(parts, personId) ?? t('someone');
  const seat = (seatId: string): string => seatOf(parts.items, seatId)?.title ?? t('someone');
  const said = (at: string, words: string): Change => ({ at, when: when(at), words });
  return (before, after) => {
    if (before === undefined)
      return [said(after.madeAt, t('history.first', { name: after.author.name }))];
    const written = newWritings(before, after).map(([key, { value: wrote, by, at }]) => {
      const words = value(key, wrote);
      return said(
        at,
        words === ''
          ? t('history.emptied', { name: name(by), field: field(key) })
          : t('history.wrote', { name: name(by), field: field(key), value: words }),
      );
    });
    return [...written, ...lifeOf(before, after), ...goalOf(before, after)];
  };

  function lifeOf(before: PlanItem, after: PlanItem): readonly Change[] {
    const { struck } = after;
    if (struck !== undefined && before.struck === undefined)
      return [
        said(struck.at, t('history.struck', { name: struck.by.name, reason: struck.reason })),
      ];
    if (struck === undefined && before.struck !== undefined)
      return [{ at: '', when: '', words: t('history.restored') }];
    if (after.isPrivate !== true && before.isPrivate === true)
      return [{ at: '', when: '', words: t('history.shared') }];
    const tags = after.tags.filter(({ at }) => !before.tags.some((each) => each.at === at));
    return tags.map(({ at, by, name: tag }) =>
      said(at, t('history.tagged', { name: by.name, tag: t(`tag.${tag}`) })),
    );
  }

  function goalOf(before: PlanItem, after: PlanItem): readonly Change[] {
    if (after.kind === 'intervention' && before.kind === 'intervention')
      return after.done
        .filter(({ at }) => !before.done.some((each) => each.at === at))
        .map(({ at, by }) => said(at, t('history.done', { name: by.name })));
    if (after.kind !== 'goal' || before.kind !== 'goal') return [];
    return [
      ...after.parts.flatMap(({ seatId, asked, contributed }) => {
        const old = before.parts.find((part) => part.seatId === seatId);
        return [
          ...(asked !== undefined && asked.at !== old?.asked?.at
            ? [said(asked.at, t('history.asked', { name: asked.by.name, seat: seat(seatId) }))]
            : []),
          ...(contributed !== undefined && contributed.at !== old?.contributed?.at
            ? [
                said(
                  contributed.at,
                  t('history.contributed', { name: contributed.by.name, seat: seat(seatId) }),
                ),
              ]
            : []),
        ];
      }),
      ...after.agreements
        .filter(({ at }) => !before.agreements.some((each) => each.at === at))
        .map(({ at, by, answer }) => said(at, t('history.answered', { name: by.name, answer }))),
      ...after.progress
        .filter(({ id }) => !before.progress.some((each) => each.id === id))
        .map(({ at, by }) => said(at, t('history.progressed', { name: by.name }))),
    ];
  }
}

/** The fields that were written between two versions, each with the value that came. */
function newWritings(
  before: PlanItem,
  after: PlanItem,
): readonly (readonly [string, Pick<Field<unknown>, 'value' | 'by' | 'at'>])[] {
  const old = new Map(Object.entries<Field<unknown>>(before.fields));
  return Object.entries<Field<unknown>>(after.fields).flatMap(([key, field]) => {
    if (field.version === old.get(key)?.version) return [];
    const waiting = field.candidates?.at(-1);
    const isCandidate = waiting !== undefined && field.at === old.get(key)?.at;
    return [[key, isCandidate ? waiting : field] as const];
  });
}
