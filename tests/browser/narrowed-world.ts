import { type Storage, type World } from '@alliance/server/storage/port';
import { type Alliance, type Seat, toSeatId } from '@alliance/shared/alliance/alliance';
import { type SectionKey } from '@alliance/shared/careplan/section';

/** Priya answers for a section until then, the grace of a handover included; afterwards she may comment. */
export const narrowedAfterMs = 2 * 60 * 60_000;

/** A storage whose first world is another than the demonstration's. */
export function storageOf(memory: Storage, change: (world: World) => World): Storage {
  const replaceWorld = memory.replaceWorld.bind(memory);
  memory.replaceWorld = (world, audit) => replaceWorld(change(world), audit);
  return memory;
}

/** The section is Priya's until then; afterwards she may comment in it. */
export function narrowedLater(world: World, sectionKey: SectionKey): World {
  const priya = world.people.find(({ name }) => name.includes('Priya'))?.id;
  const plans = world.plans.map((record) => {
    const seats = record.alliance.seats.flatMap((seat) =>
      seat.coverage.some(({ personId }) => personId === priya) ? inTwo(seat, sectionKey) : [seat],
    );
    const alliance: Alliance = { ...record.alliance, seats };
    return { ...record, alliance };
  });
  return { ...world, plans };
}

/** The seat that ends within the hour, and one that stays and may only comment. */
function inTwo(seat: Seat, sectionKey: SectionKey): readonly Seat[] {
  const to = new Date(Date.now() + narrowedAfterMs / 4).toISOString();
  const ending = { ...seat, coverage: seat.coverage.map((row) => ({ ...row, to })) };
  const staying: Seat = {
    ...seat,
    id: toSeatId(`${seat.id}-2`),
    isLead: false,
    isRequired: false,
    scope: [{ sectionKey, right: 'comment' }],
  };
  return [ending, staying];
}
