import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type AdministeredAlliance, type Page } from '@alliance/shared/identity/administration';
import { type PersonId } from '@alliance/shared/identity/person';

import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type Installation } from '../identity/installation.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import {
  alliancesSchema,
  demoSwitchSchema,
  demoSwitchedSchema,
  installationSchema,
  settingsChangeSchema,
} from './administration-schema.ts';
import { type IsAdministrator, forAdministrators } from './administrator-route.ts';
import { type DemoSwitch } from './demo-switch.ts';
import { pageItemsMax } from './limits.ts';

/** What the routes about the installation need. */
export interface InstallationRouteSettings {
  readonly installation: Installation;
  readonly demoSwitch: DemoSwitch;
  readonly storage: Pick<Storage, 'alliances' | 'people'>;
  readonly isAdministrator: IsAdministrator;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What holds for the whole installation, and which alliances there are. */
export function installationRoutes(settings: InstallationRouteSettings): readonly Route[] {
  return forAdministrators(settings.isAdministrator, [
    readSettings(settings),
    changeSettings(settings),
    turnDemo(settings),
    listAlliances(settings),
  ]);
}

function readSettings({ installation, demoSwitch }: InstallationRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/administration/settings',
    summary: 'What holds for the whole installation',
    body: nothing,
    answer: installationSchema,
    handle: async () => ({ answer: await viewOf(installation, demoSwitch) }),
  });
}

function changeSettings({ installation, demoSwitch, now }: InstallationRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/administration/settings',
    summary: 'After how many minutes a page that nobody uses is locked',
    body: settingsChangeSchema,
    answer: installationSchema,
    async handle({ visitor, body: { idleMinutes } }) {
      const at = new Date(now()).toISOString();
      const personId = visitor.person.id;
      const audit = { at, personId, action: 'settings.change', subjectId: 'installation' };
      await installation.change({ idleMinutes }, audit);
      return { answer: await viewOf(installation, demoSwitch) };
    },
  });
}

function turnDemo({ demoSwitch }: InstallationRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/administration/demo',
    summary: 'Turn the demonstration off or on; everybody is signed out',
    body: demoSwitchSchema,
    answer: demoSwitchedSchema,
    async handle({ visitor, body: { isDemo } }) {
      const turned = await demoSwitch.turn(isDemo, visitor.person.id);
      return 'status' in turned ? turned : { answer: turned };
    },
  });
}

function listAlliances({ storage, now }: InstallationRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/administration/alliances',
    queryNames: ['after'],
    summary: 'Which alliances there are and who leads them; nothing of what they are about',
    body: nothing,
    answer: alliancesSchema,
    async handle({ query }): Promise<{ readonly answer: Page<AdministeredAlliance> }> {
      const records = await storage.alliances(query['after'] ?? '', pageItemsMax + 1);
      const shown = records.slice(0, pageItemsMax);
      const leads = shown.flatMap((record) => leadsOf(record, now()));
      const people = await storage.people([...new Set(leads)]);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const items = shown.map((record) => allianceView(record, names, now()));
      const last = items.at(-1);
      return {
        answer:
          records.length > items.length && last ? { items, next: last.allianceId } : { items },
      };
    },
  });
}

async function viewOf({ idleMinutes, isDemo }: Installation, demoSwitch: DemoSwitch) {
  const demoRefusal = await demoSwitch.refusal();
  return { idleMinutes, isDemo, ...(demoRefusal !== undefined && { demoRefusal }) };
}

function allianceView(
  record: PlanRecord,
  names: ReadonlyMap<PersonId, string>,
  now: number,
): AdministeredAlliance {
  const { id, status, seats, activeSince } = record.alliance;
  const [createdAt] = seats.flatMap(({ coverage }) => coverage.map(({ from }) => from)).toSorted();
  return {
    allianceId: id,
    status,
    leads: leadsOf(record, now).flatMap((personId) => names.get(personId) ?? []),
    seats: seats.length,
    filledSeats: seats.filter(({ invitation }) => invitation.state === 'accepted').length,
    ...(createdAt !== undefined && { createdAt }),
    ...(activeSince !== undefined && { activeSince }),
  };
}

/** Who leads an alliance now, without doubles. */
function leadsOf({ alliance }: PlanRecord, now: number): readonly PersonId[] {
  const everybody = alliance.seats
    .filter(({ isLead }) => isLead)
    .flatMap(({ coverage }) => coverage.map(({ personId }) => personId));
  return [...new Set(everybody)].filter((personId) =>
    seatsOf(alliance, personId, now).some(({ isLead }) => isLead),
  );
}
