import { type ReactNode } from 'react';

/** The groups of the command palette, in the order in which they are shown. */
export const commandGroups = ['section', 'action', 'person', 'place', 'help'] as const;

/** One of {@link commandGroups}. */
export type CommandGroup = (typeof commandGroups)[number];

/** Something that can be gone to or done from the command palette. */
export interface Command {
  /** One of a kind among all that are offered. */
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  /** Said below the label: whose it is, how to reach them. */
  readonly detail?: string;
  /** Other words by which somebody may look for it. */
  readonly keywords?: string;
  /** The keys that do the same, as they are shown. */
  readonly keys?: string;
  readonly icon?: ReactNode;
  /** Does it, after the palette has gone and the keyboard is where it was before. */
  readonly run: (query: string) => void;
  /** Offered last for whatever was typed, in these words. */
  readonly labelFor?: (query: string) => string;
}
