import { readableSections } from '../access/admission.ts';
import { type PlanReader } from '../careplan/plan-reader.ts';
import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type Storage } from '../storage/port.ts';
import { allianceSchema } from './alliance-schema.ts';
import { allianceView } from './alliance-view.ts';

/** The alliances of whoever asks. One of others and one that does not exist are answered alike (CP2). */
export function allianceRoutes(settings: {
  readonly storage: Pick<Storage, 'plansOf'>;
  readonly reader: Pick<PlanReader, 'peopleOf'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): readonly Route[] {
  const { storage, reader, now } = settings;
  const readAlliance = memberRoute({
    method: 'get',
    path: '/api/alliances/{allianceId}',
    summary: 'One alliance: its seats, who covers them now, and what it lacks',
    body: nothing,
    answer: allianceSchema,
    async handle({ visitor, params }) {
      const records = await storage.plansOf(visitor.person.id);
      const record = records.find(({ alliance }) => alliance.id === params['allianceId']);
      if (record === undefined || readableSections(record, visitor.person, now()).length === 0)
        return problems.notFound;
      const people = await reader.peopleOf(record.alliance);
      return { answer: allianceView({ record, people, readerId: visitor.person.id, now: now() }) };
    },
  });
  return [readAlliance];
}
