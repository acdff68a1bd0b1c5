import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Mention, type Words } from '@alliance/shared/comments/thread';
import { useRouter } from '@tanstack/react-router';
import { type JSX, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl';

import { disciplineCode } from '../../ui/discipline-badge.tsx';
import { plainTextOf } from '../desk/threads-optimistic.ts';
import { MentionChips, useMentionLabel } from './mention-chips.tsx';
import { type TextPiece, textPieces } from './text-pieces.ts';
import { sbarKeys } from './words-box.tsx';

import styles from './comment-text.module.css';

/** The words of a comment as they were typed: text is text, whatever stands in it (CM21). */
export function CommentText({
  words,
  mentions,
  plan,
}: {
  readonly words: Words;
  readonly mentions: readonly Mention[];
  readonly plan: PlanView;
}): JSX.Element {
  const t = useTranslations('comments.sbar');
  const labelOf = useMentionLabel(plan);
  const text = plainTextOf(words);
  const elsewhere = mentions.filter((mention) => !text.includes(`@${labelOf(mention).label}`));
  const known = mentions.map((mention) => labelOf(mention));
  return (
    <>
      {'text' in words ? (
        <Pieces text={words.text} known={known} />
      ) : (
        <dl className={styles['sbar']}>
          {sbarKeys
            .filter((key) => words.sbar[key].trim() !== '')
            .map((key) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>
                  <Pieces text={words.sbar[key]} known={known} />
                </dd>
              </div>
            ))}
        </dl>
      )}
      <MentionChips mentions={elsewhere} plan={plan} />
    </>
  );
}

interface Known {
  readonly label: string;
  readonly disciplineKey: string;
}

function Pieces({
  text,
  known,
}: {
  readonly text: string;
  readonly known: readonly Known[];
}): JSX.Element {
  const labels = known.map(({ label }) => label);
  const pieces = textPieces(text, labels, window.location.origin);
  return (
    <p className={styles['text']}>
      {pieces.map((piece, index) => (
        // The pieces of a text have no names; their order is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <Piece key={index} piece={piece} known={known} />
      ))}
    </p>
  );
}

function Piece({
  piece,
  known,
}: {
  readonly piece: TextPiece;
  readonly known: readonly Known[];
}): JSX.Element | string {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'thread') return <ThreadLink path={piece.path}>{piece.text}</ThreadLink>;
  const mentioned = known.find(({ label }) => label === piece.label);
  return (
    <span
      className={styles['mention']}
      data-discipline={disciplineCode(mentioned?.disciplineKey ?? '')}
    >
      {piece.text}
    </span>
  );
}

function ThreadLink({
  path,
  children,
}: {
  readonly path: string;
  readonly children: string;
}): JSX.Element {
  const router = useRouter();
  const go = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(path);
  };
  return (
    <a href={path} onClick={go}>
      {children}
    </a>
  );
}
