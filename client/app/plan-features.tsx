import { type JSX } from 'react';

import { type PlanFrameProps, type PlanSlots } from '../careplan/plan-slots.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { commentSlots } from '../comments/slots.tsx';
import { mergeCheckSlots } from '../merge-checks/slots.tsx';

type InSection = Parameters<typeof mergeCheckSlots.OutlineMarks>[0];

/** The features that show something on the plan page, in its slots: comments and merge checks, each in the frame of the other. */
export function planFeatures(): PlanSlots {
  const comments: Omit<PlanSlots, 'Notices' | 'unsent'> = commentSlots();
  const checks = mergeCheckSlots;
  return {
    ...comments,
    unsent: pageDesks.unsent,
    Notices: checks.Notices,
    Frame({ children, ...page }: PlanFrameProps): JSX.Element {
      return (
        <comments.Frame {...page}>
          <checks.Frame {...page}>{children}</checks.Frame>
        </comments.Frame>
      );
    },
    Urgent(): JSX.Element {
      return (
        <>
          <comments.Urgent />
          <checks.Urgent />
        </>
      );
    },
    OutlineMarks(row: InSection): JSX.Element {
      return (
        <>
          <comments.OutlineMarks {...row} />
          <checks.OutlineMarks {...row} />
        </>
      );
    },
  };
}
