/** Alliances to be founded and changed, for the storage's tests. */
import { type Alliance, toAllianceId } from '@alliance/shared/alliance/alliance';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { toDocumentId, toSectionId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { type WorldDocument } from '../../server/storage/port.ts';
import { type AllianceFounding, type AllianceWrite } from '../../server/storage/port/alliances.ts';
import { keyOf } from './sample-threads.ts';
import { alliance, audit, physician, plan, row } from './sample-world.ts';

/** An alliance like that of the sample world, with a plan of one section and documents of its own. */
export function foundingOf(name: string, more: Partial<AllianceFounding> = {}): AllianceFounding {
  const id = toAllianceId(`alliance-${name}`);
  const charter = { ...alliance.charter, documentId: toDocumentId(`charter-${name}`) };
  const section = {
    id: toSectionId(`section-${name}`),
    key: 'mobility' as const,
    heading: 'Mobility',
    documentId: toDocumentId(`mobility-${name}`),
  };
  return {
    record: {
      alliance: { ...alliance, id, name: `Alliance ${name}`, charter },
      plan: { ...plan, id: toPlanId(`plan-of-${name}`), allianceId: id, sections: [section] },
    },
    documents: [documentOf(section.documentId), documentOf(charter.documentId)],
    key: keyOf(`found-${name}`),
    audit: audit('alliance.found', id),
    ...more,
  };
}

/** A document with one row. */
function documentOf(documentId: WorldDocument['documentId']): WorldDocument {
  return {
    documentId,
    incarnation: `${documentId}-first`,
    rows: [row(physician, [1, 2])],
    clients: [{ clientID: 1, personId: physician }],
  };
}

/** The next state of an alliance. */
export function nextOf(before: Alliance, changes: Partial<Alliance> = {}): AllianceWrite {
  const next = { ...before, ...changes, version: before.version + 1 };
  return {
    alliance: next,
    expectedVersion: before.version,
    audit: audit('alliance.write', before.id),
  };
}

/** The write that puts the next version of a charter forward. */
export function sealingOf(before: Alliance): AllianceWrite & { readonly sealed: CharterVersion } {
  const number = (before.charter.sealed?.number ?? 0) + 1;
  const version = {
    number,
    hash: `hash-${number}`,
    at: `2026-01-05T09:00:0${number % 10}.000Z`,
    by: { seatId: before.seats[0]?.id ?? noSeat(), personId: physician },
  };
  const { name, purpose, charter } = before;
  const prose = { blocks: [{ name: 'paragraph', attributes: {}, inline: [] }] };
  const content = { name, purpose, agreements: charter.agreements, seats: [], prose };
  return {
    ...nextOf(before, { charter: { ...charter, sealed: version } }),
    sealed: { ...version, content },
  };
}

/** An alliance in which the second seat is asked for, by link or by name. */
export function askedIn(
  before: Alliance,
  asked: { readonly linkDigest?: string; readonly personId?: PersonId },
): Alliance['seats'] {
  const invitation = {
    state: 'requested' as const,
    asked: {
      by: physician,
      at: '2026-01-05T09:00:00.000Z',
      expiresAt: '2026-01-12T09:00:00.000Z',
      message: '',
      ...asked,
    },
  };
  return before.seats.map((seat, index) => (index === 1 ? { ...seat, invitation } : seat));
}

function noSeat(): never {
  throw new Error('The alliance has no seat.');
}
