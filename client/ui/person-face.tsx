import { type JSX } from 'react';

import { disciplineCode } from './discipline-badge.tsx';
import { initialsOf } from './initials.ts';

import styles from './person-avatar.module.css';

/** Who an avatar stands for. */
export interface AvatarPerson {
  readonly name: string;
  readonly disciplineKey: string;
  readonly isSimulated?: boolean;
}

/** How an avatar is drawn. */
export interface FaceProps extends React.ComponentProps<'span'> {
  readonly person: AvatarPerson;
  readonly size?: 'sm' | 'md' | 'lg';
}

/** A person as two letters on the colour of their discipline, silent: where the name stands next to it. */
export function PersonFace({ person, size = 'md', ...rest }: FaceProps): JSX.Element {
  return (
    <span
      aria-hidden={rest['aria-label'] === undefined ? true : undefined}
      {...rest}
      className={styles['avatar']}
      data-discipline={disciplineCode(person.disciplineKey)}
      data-size={size}
      data-simulated={person.isSimulated === true ? '' : undefined}
    >
      {initialsOf(person.name)}
    </span>
  );
}
