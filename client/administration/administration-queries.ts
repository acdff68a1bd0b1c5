import {
  type AdministeredAlliance,
  type AdministeredPerson,
  type AdministeredSession,
  type DemoSwitched,
  type Installation,
  type NewLink,
  type Page,
  type PersonChange,
} from '@alliance/shared/identity/administration';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';

const address = '/api/administration';

/** What all that administration asks is kept under: one change can show in several lists. */
export const administrationKey = ['administration'] as const;

/** The people of this server. */
export const peopleQuery = pages<AdministeredPerson>('people');

/** The alliances of this server, without a word of what they are about. */
export const alliancesQuery = pages<AdministeredAlliance>('alliances');

/** Every living session. */
export const sessionsQuery = queryOptions({
  queryKey: [...administrationKey, 'sessions'],
  queryFn: () => askServer<readonly AdministeredSession[]>(`${address}/sessions`),
});

/** What holds for the whole server. */
export const settingsQuery = queryOptions({
  queryKey: [...administrationKey, 'settings'],
  queryFn: () => askServer<Installation>(`${address}/settings`),
});

/** Changes what somebody may do here. */
export function changePerson(wish: {
  readonly personId: string;
  readonly change: PersonChange;
}): Promise<AdministeredPerson> {
  const { personId, change } = wish;
  return askServer(`${address}/people/${encodeURIComponent(personId)}`, {
    method: 'POST',
    body: { change },
  });
}

/** A link with which somebody sets a new password. */
export function linkToPassword(personId: string): Promise<NewLink> {
  return askServer(`${address}/people/${encodeURIComponent(personId)}/link`, { method: 'POST' });
}

/** A link with which somebody new makes an account. */
export function linkToJoin(wish: {
  readonly isAdministrator: boolean;
  readonly days: number;
}): Promise<NewLink> {
  return askServer(`${address}/links`, { method: 'POST', body: wish });
}

/** Signs somebody out in one place. */
export function endSession(ref: string): Promise<void> {
  return askServer(`${address}/sessions/${encodeURIComponent(ref)}`, { method: 'DELETE' });
}

/** After how many minutes a page that nobody uses is locked. */
export function setIdleMinutes(idleMinutes: number): Promise<Installation> {
  return askServer(`${address}/settings`, { method: 'POST', body: { idleMinutes } });
}

/** Switches the demonstration on or off. */
export function switchDemo(isDemo: boolean): Promise<DemoSwitched> {
  return askServer(`${address}/demo`, { method: 'POST', body: { isDemo } });
}

function pages<Item>(list: string) {
  return infiniteQueryOptions({
    queryKey: [...administrationKey, list],
    queryFn: ({ pageParam }) => {
      const after = pageParam === '' ? '' : `?after=${encodeURIComponent(pageParam)}`;
      return askServer<Page<Item>>(`${address}/${list}${after}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}
