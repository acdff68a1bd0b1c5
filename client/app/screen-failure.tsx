import { type ErrorComponentProps } from '@tanstack/react-router';
import { type JSX } from 'react';

import { KeptNotices } from '../careplan/kept-notices.tsx';
import { Failure } from '../ui/failure.tsx';

import styles from './root.module.css';

/** A screen whose code did not arrive, or that broke: said in plain words, with a way to try again. */
export function ScreenFailure({ error }: ErrorComponentProps): JSX.Element {
  return (
    <>
      <KeptNotices />
      <main className={styles['waiting']}>
        <Failure error={error} onRetry={() => window.location.reload()} />
      </main>
    </>
  );
}
