import { type World } from '@alliance/server/storage/port';
import { type Alliance, type Seat, type SeatId } from '@alliance/shared/alliance/alliance';
import { type AllianceCommand } from '@alliance/shared/alliance/alliance-command';
import { type AllianceView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { type SignedIn } from './people.ts';
import { write } from './threads.ts';

/** The alliance of the demo's stroke plan, as somebody sees it. */
export async function strokeAlliance(person: SignedIn): Promise<AllianceView> {
  return (await person.plan()).alliance;
}

/** Changes the alliance of the stroke plan; whatever the server says. */
export async function askAlliance(person: SignedIn, command: AllianceCommand): Promise<Response> {
  const { id } = await strokeAlliance(person);
  return write(person, `/api/alliances/${id}`, command);
}

/** The same, and it has to be done. */
export async function commandAlliance(person: SignedIn, command: AllianceCommand): Promise<void> {
  const response = await askAlliance(person, command);
  if (!response.ok) throw new Error(`${command.type} was answered: ${await response.text()}`);
}

/** The seat of the stroke alliance with this discipline. */
export async function seatOf(person: SignedIn, disciplineKey: string): Promise<SeatView> {
  const { seats } = await strokeAlliance(person);
  const found = seats.find((seat) => seat.disciplineKey === disciplineKey && !seat.isSimulated);
  if (found === undefined) throw new Error('There is no such seat.');
  return found;
}

/** Gives a seat another right in one section, its other scope as it was. */
export async function setRight(
  lead: SignedIn,
  disciplineKey: string,
  sectionKey: SectionKey,
  right: 'edit' | 'suggest' | 'comment' | 'read' | 'none',
): Promise<void> {
  const seat = await seatOf(lead, disciplineKey);
  const others = seat.scope.filter((rule) => rule.sectionKey !== sectionKey);
  const scope = [...others, { sectionKey, right }];
  await commandAlliance(lead, { type: 'set-scope', seatId: seat.id as SeatId, scope });
}

/** The world of the demonstration with one seat of the stroke alliance changed. */
export function withSeat(
  world: World,
  disciplineKey: string,
  change: (seat: Seat, idOf: (name: string) => PersonId) => Seat,
): World {
  const idOf = (name: string): PersonId => {
    const person = world.people.find((each) => each.name.includes(name));
    if (person === undefined) throw new Error('There is no such person.');
    return person.id;
  };
  const plans = world.plans.map((record) => {
    if (!record.plan.patient.name.includes('Elena')) return record;
    const seats = record.alliance.seats.map((seat) =>
      seat.role.disciplineKey === disciplineKey ? change(seat, idOf) : seat,
    );
    const alliance: Alliance = { ...record.alliance, seats };
    return { ...record, alliance };
  });
  return { ...world, plans };
}
