import { isSeatId, toSeatId } from '@alliance/shared/alliance/alliance';

import { Allowances } from '../core/allowances.ts';
import { networkOf } from '../http/network-of.ts';
import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing, openRoute } from '../http/route.ts';
import { type AllianceAsking } from './alliance-asking.ts';
import { type AllianceDesk } from './alliance-desk.ts';
import { allianceProblems } from './alliance-problems.ts';
import { allianceAnswerSchema } from './alliance-routes.ts';
import {
  answerInvitationSchema,
  lookAtInvitationSchema,
  makeLinkSchema,
} from './command-schema.ts';
import { type Invitations, newLink } from './invitations.ts';
import { countedMax, looksMax, stretchMs } from './limits.ts';
import { invitationSchema, madeLinkSchema, myInvitationsSchema } from './list-schema.ts';

/** What the routes of invitations need. */
export interface InvitationRouteSettings {
  readonly desk: AllianceDesk;
  readonly asking: AllianceAsking;
  readonly invitations: Invitations;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Invitations: made as a link, looked at, answered. The secret of a link travels in bodies alone, never in an address. */
export function invitationRoutes(settings: InvitationRouteSettings): readonly Route[] {
  const rate = { max: looksMax, stretchMs, keysMax: countedMax };
  // Whoever tries links is counted by where they come from, and by who they are where that is known.
  const counted = { ...settings, looks: new Allowances(rate) };
  return [
    makeLink(settings),
    listInvitations(settings),
    lookAtInvitation(counted),
    answerInvitation(counted),
  ];
}

interface Counted extends InvitationRouteSettings {
  readonly looks: Allowances;
}

function makeLink({ desk, asking }: InvitationRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/alliances/{allianceId}/seats/{seatId}/link',
    summary: 'Make a link with which somebody can take a seat, once; the earlier one works no more',
    body: makeLinkSchema,
    answer: madeLinkSchema,
    async handle(ask) {
      // Done twice it makes two links, of which the later one counts: no key is needed.
      const writing = asking.writing(ask, false);
      if ('text' in writing) return writing;
      const text = ask.params['seatId'] ?? '';
      if (!isSeatId(text)) return problems.notFound;
      const { secret, linkDigest } = newLink();
      const seatId = toSeatId(text);
      const command = { type: 'link', seatId, linkDigest, ...ask.body } as const;
      const outcome = await desk.change(writing, async () => ({ command }));
      if ('text' in outcome) return outcome;
      const seat = outcome.alliance.seats.find(({ id }) => id === seatId);
      return { answer: { secret, expiresAt: seat?.invitation.asked?.expiresAt ?? '' } };
    },
  });
}

function listInvitations({ invitations }: InvitationRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/invitations',
    summary: 'The seats that I am asked by name to take',
    body: nothing,
    answer: myInvitationsSchema,
    handle: async ({ visitor }) => ({ answer: await invitations.of(visitor.person) }),
  });
}

function lookAtInvitation({ invitations, looks, now }: Counted): Route {
  return openRoute({
    method: 'post',
    path: '/api/invitations/look',
    summary: 'What a link asks, without a word about the patient',
    body: lookAtInvitationSchema,
    answer: invitationSchema,
    async handle({ address, body }) {
      if (!looks.take(`address ${networkOf(address)}`, now()))
        return allianceProblems.looksTooOften;
      const view = await invitations.look(body.secret);
      return view === undefined ? allianceProblems.noLink : { answer: view };
    },
  });
}

function answerInvitation({ invitations, asking, looks, now }: Counted): Route {
  return memberRoute({
    method: 'post',
    path: '/api/invitations/answer',
    summary: 'Take the seat of a link, or decline it',
    body: answerInvitationSchema,
    answer: allianceAnswerSchema,
    async handle({ address, visitor: { person, session }, body }) {
      const may =
        looks.take(`address ${networkOf(address)}`, now()) &&
        looks.take(`session ${session.ref}`, now());
      if (!may) return allianceProblems.looksTooOften;
      return asking.answer(person, await invitations.answer(person, body));
    },
  });
}
