import { Allowances } from '../core/allowances.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { allianceProblems } from './alliance-problems.ts';
import { type Colleagues } from './colleagues.ts';
import { findColleagueSchema } from './command-schema.ts';
import { countedMax, lookUpsMax, stretchMs } from './limits.ts';
import { colleaguesSchema, overviewSchema } from './list-schema.ts';
import { type OverviewSources, overviewOf } from './overview.ts';

/** What the lists need. */
export interface ListRouteSettings extends OverviewSources {
  readonly colleagues: Colleagues;
}

/** Whom I can ask, and what my plans lack. */
export function listRoutes(settings: ListRouteSettings): readonly Route[] {
  return [listColleagues(settings), findColleague(settings), readOverview(settings)];
}

function listColleagues({ colleagues }: ListRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/colleagues',
    summary: 'With whom I sit in an alliance: whom I can ask by name',
    body: nothing,
    answer: colleaguesSchema,
    handle: async ({ visitor }) => ({ answer: await colleagues.of(visitor.person) }),
  });
}

function findColleague({ colleagues, now }: ListRouteSettings): Route {
  const lookUps = new Allowances({ max: lookUpsMax, stretchMs, keysMax: countedMax });
  return memberRoute({
    method: 'post',
    path: '/api/colleagues',
    summary: 'Who has an account with exactly this e-mail address: one, or nobody',
    body: findColleagueSchema,
    answer: colleaguesSchema,
    async handle({ visitor: { person }, body }) {
      // Otherwise a list of addresses could be tried out here.
      if (!lookUps.take(person.id, now())) return allianceProblems.lookedUpTooOften;
      const found = await colleagues.withAddress(body.email);
      return { answer: found === undefined || found.personId === person.id ? [] : [found] };
    },
  });
}

function readOverview(settings: ListRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/overview',
    summary: 'What still lacks in the plans of which I am lead or steward',
    body: nothing,
    answer: overviewSchema,
    handle: async ({ visitor }) => ({ answer: await overviewOf(settings, visitor.person) }),
  });
}
