import { abilitiesIn } from '@alliance/shared/access/alliance-access';
import { type MyAlliance } from '@alliance/shared/alliance/alliance-request';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type Person } from '@alliance/shared/identity/person';
import { z } from 'zod';

import { readableSections } from '../access/admission.ts';
import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type AllianceAsking } from './alliance-asking.ts';
import { type AllianceDesk } from './alliance-desk.ts';
import { allianceSchema } from './alliance-schema.ts';
import { allianceCommandSchema, foundAllianceSchema } from './command-schema.ts';
import { type Founding } from './founding.ts';
import { myAlliancesSchema } from './list-schema.ts';

/** What the routes of alliances need. */
export interface AllianceRouteSettings {
  readonly storage: Pick<Storage, 'plansOf'>;
  readonly desk: AllianceDesk;
  readonly founding: Founding;
  readonly asking: AllianceAsking;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `AllianceView`, or null for who does not belong to it any more. */
export const allianceAnswerSchema = z.union([allianceSchema, z.null()]);

/** The alliances of whoever asks. One of others and one that does not exist are answered alike (CP2). */
export function allianceRoutes(settings: AllianceRouteSettings): readonly Route[] {
  return [
    listAlliances(settings),
    foundAlliance(settings),
    readAlliance(settings),
    changeAlliance(settings),
  ];
}

function listAlliances({ storage, now }: AllianceRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/alliances',
    summary: 'The alliances in which I sit now',
    body: nothing,
    answer: myAlliancesSchema,
    async handle({ visitor: { person } }) {
      const records = await storage.plansOf(person.id);
      const mine = records.filter(
        ({ alliance }) => abilitiesIn(alliance, person.id, now()).length > 0,
      );
      return { answer: mine.map((record) => myAlliance(record, person, now())) };
    },
  });
}

function myAlliance(record: PlanRecord, person: Person, now: number): MyAlliance {
  const { alliance, plan } = record;
  const { id, name, purpose, status } = alliance;
  const mySeats = seatsOf(alliance, person.id, now);
  return {
    id,
    name,
    purpose,
    status,
    mySeats: mySeats.map((seat) => ({ seatId: seat.id, title: seat.role.title })),
    ...(readableSections(record, person, now).length > 0 && { planId: plan.id }),
  };
}

function foundAlliance({ founding, asking }: AllianceRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/alliances',
    summary: 'Begin an alliance in draft, with its plan; I sit in its first seat and lead',
    needsKey: true,
    body: foundAllianceSchema,
    answer: allianceAnswerSchema,
    async handle(ask) {
      const { allianceId } = ask.body;
      const writing = asking.writing({ ...ask, params: { allianceId } }, true);
      if ('text' in writing) return writing;
      return asking.answer(ask.visitor.person, await founding.found(writing, ask.body));
    },
  });
}

function readAlliance({ asking }: AllianceRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/alliances/{allianceId}',
    summary: 'One alliance: its seats, who covers them now, and what it lacks',
    body: nothing,
    answer: allianceSchema,
    async handle(ask) {
      const record = await asking.memberRecord(ask);
      if (record === undefined) return problems.notFound;
      return { answer: await asking.view(ask.visitor.person, record) };
    },
  });
}

function changeAlliance({ desk, asking }: AllianceRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/alliances/{allianceId}',
    summary: 'Change an alliance: its seats, scopes, invitations, cover, agreements, status',
    needsKey: true,
    body: allianceCommandSchema,
    answer: allianceAnswerSchema,
    async handle(ask) {
      const writing = asking.writing(ask, true);
      if ('text' in writing) return writing;
      const outcome = await desk.change(writing, async () => ({ command: ask.body }));
      return asking.answer(ask.visitor.person, outcome);
    },
  });
}
