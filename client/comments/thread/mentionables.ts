import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Audience, type Mention } from '@alliance/shared/comments/thread';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';

/** Somebody who can be mentioned: a seat, or everybody of a discipline. */
export interface Mentionable {
  readonly key: string;
  readonly mention: Mention;
  /** What stands behind the @: "Rehab nurse". */
  readonly label: string;
  readonly disciplineKey: string;
  /** Who that is now; empty when nobody covers the seat. */
  readonly people: string;
}

/** The same for two mentions that mean the same. */
export function mentionKey(mention: Mention): string {
  return 'seatId' in mention ? `seat ${mention.seatId}` : `discipline ${mention.disciplineKey}`;
}

/** The seats that are filled and can read a thread with this audience. The server decides again, by the section. */
export function seatsFor(plan: PlanView, audience: Audience): readonly SeatView[] {
  return plan.alliance.seats.filter(
    ({ invitation, isSimulated, disciplineKey }) =>
      invitation === 'accepted' &&
      isSimulated !== true &&
      isDisciplineKey(disciplineKey) &&
      (audience === 'shared' || !isPatientSide(disciplineKey)),
  );
}

/** Whom a comment can mention: seats in the order of the alliance, then disciplines with more than one seat or none of that name. */
export function useMentionables(plan: PlanView, audience: Audience): readonly Mentionable[] {
  const t = useTranslations('comments.mention');
  const discipline = useTranslations('discipline');
  return useMemo(() => {
    const seats = seatsFor(plan, audience);
    const keys = [...new Set(seats.map(({ disciplineKey }) => disciplineKey))];
    return [
      ...seats.map((seat) => seatMentionable(seat)),
      ...keys.filter(isDisciplineKey).map((disciplineKey) => ({
        key: mentionKey({ disciplineKey }),
        mention: { disciplineKey },
        label: t('discipline', { discipline: discipline(disciplineKey) }),
        disciplineKey,
        people: t('everybody'),
      })),
    ];
  }, [plan, audience, t, discipline]);
}

function seatMentionable({ id, title, disciplineKey, now }: SeatView): Mentionable {
  const mention = { seatId: toSeatId(id) };
  return {
    key: mentionKey(mention),
    mention,
    label: title,
    disciplineKey,
    people: now.map(({ name }) => name).join(', '),
  };
}

/** Those of whom a word begins with what was typed, whatever its case; nobody behind a name that is whole already. */
export function matching(all: readonly Mentionable[], typed: string): readonly Mentionable[] {
  if (all.some(({ label }) => typed.startsWith(`${label} `))) return [];
  const wanted = ` ${typed.toLocaleLowerCase()}`;
  return all.filter(({ label, people }) =>
    ` ${label} ${people}`.toLocaleLowerCase().includes(wanted),
  );
}

/** The mentions that still stand in the text; whoever deletes `@Rehab nurse` mentions it no more. */
export function stillMentioned(
  mentions: readonly Mention[],
  text: string,
  all: readonly Mentionable[],
): readonly Mention[] {
  return mentions.filter((mention) => {
    const known = all.find(({ key }) => key === mentionKey(mention));
    return known === undefined || text.includes(`@${known.label}`);
  });
}
