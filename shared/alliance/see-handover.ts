import { type PersonId } from '../identity/person.ts';
import { type AllianceCommand } from './alliance-command.ts';
import { type Alliance, type Coverage } from './alliance.ts';
import { seatsOf } from './coverage.ts';

/**
 * The alliance after somebody has read what the one before them left in their seat; undefined when there is no such note
 * any more, when it was written anew meanwhile, or when they may not act in that seat. Read twice is read once: then the
 * alliance is the same one.
 */
export function seeHandover(
  alliance: Alliance,
  command: Extract<AllianceCommand, { type: 'see-handover' }>,
  reader: { readonly personId: PersonId; /** ISO 8601 instant. */ readonly at: string },
): Alliance | undefined {
  const { seatId, personId, from, at } = command;
  const mine = seatsOf(alliance, reader.personId, Date.parse(reader.at));
  const seat = mine.find(({ id }) => id === seatId);
  const isMeant = (row: Coverage): boolean =>
    row.personId === personId && row.from === from && row.handover?.at === at;
  const row = seat?.coverage.find(isMeant);
  if (row?.handover === undefined || personId === reader.personId) return undefined;
  if (row.handover.seen !== undefined) return alliance;
  const read: Coverage = {
    ...row,
    handover: { ...row.handover, seen: { at: reader.at, by: reader.personId } },
  };
  return {
    ...alliance,
    seats: alliance.seats.map((each) =>
      each.id === seatId
        ? { ...each, coverage: each.coverage.map((one) => (one === row ? read : one)) }
        : each,
    ),
  };
}
