import { type TemplateSeat } from '../template.ts';
import { seat, stewardSeat } from './template-parts.ts';

/** Two people who begin: most alliances do. */
export const starterKeys = ['physician-nurse', 'therapy-pair'] as const;

/** One of {@link starterKeys}. */
export type StarterKey = (typeof starterKeys)[number];

/** What two people begin with. */
export interface Starter {
  readonly purpose: string;
  /** The first one leads; either can. */
  readonly seats: readonly [TemplateSeat, TemplateSeat];
}

/** The starters by their keys. */
export const starters: Readonly<Record<StarterKey, Starter>> = {
  'physician-nurse': {
    purpose: 'One plan for every hour of the day, that both of us stand for.',
    seats: [
      seat({
        disciplineKey: 'physician',
        title: 'Physician',
        responsibilities: ['Medical goals and the medicines plan'],
        offers: ['An answer to urgent questions within the hour', 'I say what I changed and why'],
        needs: ['Tell me what you saw, not only what you think'],
      }),
      stewardSeat({
        disciplineKey: 'registered-nurse',
        title: 'Nurse',
        responsibilities: ['Daily care and safety', 'Keeps the plan in order'],
        offers: ['A read-back of every critical change within the shift'],
        needs: ['Changes before the shift changes'],
      }),
    ],
  },
  'therapy-pair': {
    purpose: 'One way of moving and doing, practised by both of us in the same way.',
    seats: [
      seat({
        disciplineKey: 'physical-therapist',
        title: 'Physiotherapist',
        responsibilities: ['Walking and transfers'],
        offers: ['I tell you the same day when the technique changes'],
        needs: ['What happened in the morning, before I come'],
      }),
      stewardSeat({
        disciplineKey: 'occupational-therapist',
        title: 'Occupational therapist',
        responsibilities: ['Dressing, arm and home tasks', 'Equipment'],
        offers: ['A one-page guide for every technique'],
        needs: ['A slot that we do not both need'],
      }),
    ],
  },
};
