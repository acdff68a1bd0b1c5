import { charterHash } from '@alliance/server/alliance/charter-hash';
import { wholeCast } from '@alliance/server/demo/cast';
import { demoWorld } from '@alliance/server/demo/world';
import { rightIn } from '@alliance/shared/access/access-table';
import { charterContentOf } from '@alliance/shared/alliance/charter-content';
import { coveredBy, coveredNext } from '@alliance/shared/alliance/coverage';
import { seatsToSign } from '@alliance/shared/alliance/standing';
import { nowRowsOf } from '@alliance/shared/careplan/now';
import { quotesOf } from '@alliance/shared/careplan/quotes';
import { elementNames, nodes } from '@alliance/shared/editor/schema';
import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
import { readSection, type SectionJson } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { accessPage } from '../support/access-page.ts';
import { noon } from '../support/alliances.ts';
import { personaKeys } from '../support/people.ts';

const hourMs = 3_600_000;
const world = demoWorld({ now: noon, newId: () => crypto.randomUUID() });
const [stroke, ...smaller] = world.plans;
if (stroke === undefined) throw new Error('The demo has no plan.');
const { alliance, plan } = stroke;

/** The text of every section of every plan, replayed from its rows. */
const sections = world.plans.flatMap((record) =>
  record.plan.sections.map((section) => {
    const document = world.documents.find(({ documentId }) => documentId === section.documentId);
    const rows = document?.rows ?? [];
    const doc = createSectionDocument();
    for (const { payload } of rows) Y.applyUpdate(doc, payload);
    return { record, section, rows, doc, text: readSection(doc) };
  }),
);

function textOf(key: string): SectionJson {
  const found = sections.find(({ record, section }) => record === stroke && section.key === key);
  if (found === undefined) throw new Error('There is no such section.');
  return found.text;
}

test('[DM1] the demo has the stroke case and two smaller plans', () => {
  expect(plan.sections.map(({ key }) => key)).toEqual([
    ...new Set(accessPage().map(({ sectionKey }) => sectionKey)),
  ]);
  expect(smaller.map(({ alliance: { name, status } }) => [name, status])).toEqual([
    ['Jensen heart-failure alliance', 'proposed'],
    ['Brandt hand and walking pair', 'active'],
  ]);
});

test('[DM2] no time of the demo lies far from its now, and no row in its future', () => {
  for (const { rows } of sections)
    for (const { committedAt } of rows) {
      expect(Date.parse(committedAt)).toBeLessThan(noon);
      expect(Date.parse(committedAt)).toBeGreaterThan(noon - 10 * 24 * hourMs);
    }
  const later = demoWorld({ now: noon + 365 * 24 * hourMs, newId: () => crypto.randomUUID() });
  const [first, moved] = [world, later].map(({ documents }) =>
    Date.parse(documents[0]?.rows[0]?.committedAt ?? ''),
  );
  expect((moved ?? 0) - (first ?? 0)).toBe(365 * 24 * hourMs);
});

test('[DM3] two worlds share no document, and share every person, alliance, seat and plan', () => {
  const other = demoWorld({ now: noon, newId: () => crypto.randomUUID() });
  const documents = new Set(world.documents.map(({ documentId }) => documentId));
  expect(other.documents.filter(({ documentId }) => documents.has(documentId))).toEqual([]);
  const lasting = ({ people, plans }: typeof world) => [
    people.map(({ id }) => id),
    plans.map((record) => [
      record.plan.id,
      record.alliance.id,
      record.alliance.seats.map(({ id }) => id),
      record.plan.sections.map(({ id }) => id),
    ]),
  ];
  expect(lasting(other)).toEqual(lasting(world));
});

test('[DM3] no name can be read in an id, and no id stands for two things', () => {
  const ids = [
    ...world.people.map(({ id }) => id),
    ...world.plans.flatMap((record) => [
      record.plan.id,
      record.alliance.id,
      ...record.alliance.seats.map(({ id }) => id),
      ...record.plan.sections.flatMap(({ id, documentId }) => [id, documentId]),
    ]),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
});

test('[DM4] the stroke plan has precautions and rows of whom to call', () => {
  const rows = plan.sections.map(({ key }) => nowRowsOf(key, textOf(key)));
  const precautions = rows.flatMap((row) => row.precautions);
  expect(precautions.length).toBeGreaterThanOrEqual(4);
  expect(precautions.length).toBeLessThanOrEqual(6);
  for (const { text } of precautions) expect(text.length).toBeLessThanOrEqual(140);
  const calls = rows.flatMap((row) => row.calls);
  expect(calls.length).toBeGreaterThanOrEqual(5);
  expect(calls.length).toBeLessThanOrEqual(7);
  for (const call of calls)
    expect(call).toEqual({
      when: expect.stringMatching(/\w/),
      act: expect.stringMatching(/\w/),
      call: expect.stringMatching(/(ext\.|pager) \d+/),
      blockId: expect.any(String),
    });
});

test('[DM4] everybody who reads the plan reads at least two precautions', () => {
  for (const persona of personaKeys) {
    const mine = accessPage().filter((cell) => cell.persona === persona && cell.access);
    const precautions = mine.flatMap(
      ({ sectionKey }) => nowRowsOf(sectionKey, textOf(sectionKey)).precautions,
    );
    expect(precautions.length).toBeGreaterThanOrEqual(2);
  }
});

test('[DM5] what matters stands in Spanish and in English', () => {
  expect(quotesOf(textOf('what-matters'))).toEqual([
    '«Quiero estar en casa para el cumpleaños de mi nieto y tomar mi propio café en mi propia mesa.»',
    '“I want to be home for my grandson’s birthday and drink my own coffee at my own table.”',
  ]);
});

test.each(['mobility', 'self-care', 'swallowing-communication', 'going-home'])(
  '[DM5] %s opens with its goal in plain words',
  (key) => {
    expect(textOf(key).blocks[0]?.attributes['kind']).toBe('quote');
    expect(quotesOf(textOf(key))[0]).toMatch(/^I /);
  },
);

test('[DM6] every row is by somebody who may edit that section, and every document has several', () => {
  for (const { record, section, rows } of sections) {
    for (const { personId, authors, seatId } of rows) {
      const right = rightIn({
        alliance: { ...record.alliance, seats: record.alliance.seats.map(alwaysCovered) },
        personId,
        sectionKey: section.key,
        now: noon,
      });
      expect([section.key, right, authors]).toEqual([section.key, 'edit', [personId]]);
      expect(record.alliance.seats.map(({ id }) => id)).toContain(seatId);
    }
  }
  const strokeRows = sections
    .filter(({ record }) => record === stroke)
    .map(({ rows }) => rows.length);
  expect(Math.min(...strokeRows)).toBeGreaterThanOrEqual(3);
  const people = new Set(sections.flatMap(({ rows }) => rows.map(({ personId }) => personId)));
  expect(people.size).toBeGreaterThan(8);
});

/** Whoever sat in a seat once: a row is judged by the seat that its author had when it was written. */
function alwaysCovered(seat: (typeof alliance.seats)[number]): typeof seat {
  const coverage = seat.coverage.map(({ personId, kind }) => ({
    personId,
    kind,
    from: new Date(0).toISOString(),
  }));
  return { ...seat, coverage };
}

test('[DM6] the rows are written by the server’s own client, in blocks that the schema knows', () => {
  for (const { doc, text } of sections) {
    expect([...doc.store.clients.keys()]).toEqual([reservedClientIDs.seed]);
    expect(doc.store.pendingStructs).toBeNull();
    expect([...doc.share.keys()].toSorted()).toEqual(['body', 'chips']);
    const blockIds = text.blocks.map(({ attributes }) => attributes['blockId']);
    expect(new Set(blockIds).size).toBe(blockIds.length);
    for (const { name, attributes } of text.blocks) {
      expect(elementNames).toContain(name);
      expect(Object.keys(attributes).toSorted()).toEqual(
        Object.keys(nodes.block.attributes).toSorted(),
      );
    }
  }
});

test.each([0, 3, 8, 9, 12, 19, 20.5, 23])(
  '[DM9] %d hours after its making every seat of the stroke alliance is covered, and clinicians have a next',
  (hours) => {
    const now = noon + hours * hourMs;
    for (const seat of alliance.seats) expect(coveredBy(seat, now)).not.toEqual([]);
    for (const seat of alliance.seats.slice(0, 2)) expect(coveredNext(seat, now)).toBeDefined();
  },
);

test('[DM9] weeks later every persona still has their rights', () => {
  const ids = new Map(wholeCast().map(({ id, shortName }) => [shortName.toLowerCase(), id]));
  for (const { persona, sectionKey, access } of accessPage()) {
    const personId = ids.get(persona);
    if (personId === undefined) throw new Error('No such persona.');
    const right = rightIn({ alliance, personId, sectionKey, now: noon + 50 * 24 * hourMs });
    expect([persona, sectionKey, right]).toEqual([persona, sectionKey, access ?? 'none']);
  }
});

test('[DM10] every patient and the family is labelled as synthetic', () => {
  for (const record of world.plans) expect(record.plan.patient.name).toMatch(/ \(synthetic\)$/);
  const family = world.people.filter(({ name }) => /Vargas|Jensen|Brandt/.test(name));
  expect(family).toHaveLength(3);
  for (const { name } of family) expect(name).toMatch(/ \(synthetic\)$/);
  expect(world.people.filter(({ isSimulated }) => isSimulated).map(({ name }) => name)).toEqual([
    'Robin (simulated)',
  ]);
});

test('[DM14] the charter of the stroke alliance is signed by five of six in its second version, and by all in its first', () => {
  const { sealed, signatures } = alliance.charter;
  const versions = (world.charterVersions ?? []).filter((each) => each.allianceId === alliance.id);
  expect(versions.map(({ version }) => version.number)).toEqual([1, 2]);
  expect(versions.at(-1)?.version).toMatchObject(sealed ?? {});
  const signers = (number: number) =>
    signatures
      .filter((each) => each.number === number && each.hash === versions[number - 1]?.version.hash)
      .map(({ personId }) => wholeCast().find(({ id }) => id === personId)?.shortName);
  expect(signers(1)).toEqual(['Priya', 'Tom', 'Hannah', 'Marcus', 'Sofia', 'Janelle']);
  expect(signers(2)).toEqual(['Priya', 'Tom', 'Hannah', 'Sofia', 'Marcus']);
  expect(seatsToSign(alliance)).toHaveLength(6);
});

test('[DM14] what was put forward last is what each charter says now, prose included', () => {
  for (const record of world.plans) {
    const { documentId, sealed } = record.alliance.charter;
    const doc = createSectionDocument();
    const rows = world.documents.find((each) => each.documentId === documentId)?.rows ?? [];
    for (const { payload } of rows) Y.applyUpdate(doc, payload);
    expect(bodyOf(doc).length).toBeGreaterThan(1);
    const content = charterContentOf(record.alliance, readSection(doc));
    expect(charterHash(content)).toBe(sealed?.hash);
  }
});

test('[DM15] a night nurse has left a handover note, and a pharmacist is asked by name', () => {
  const notes = alliance.seats.flatMap(({ coverage }) =>
    coverage.flatMap((row) => (row.handover === undefined ? [] : [row])),
  );
  expect(notes).toHaveLength(1);
  expect(Date.parse(notes[0]?.to ?? '')).toBeLessThanOrEqual(noon);
  const pharmacist = smaller[0]?.alliance.seats.find(
    ({ role }) => role.disciplineKey === 'pharmacist',
  );
  expect(pharmacist?.invitation).toMatchObject({
    state: 'requested',
    asked: { personId: expect.any(String) },
  });
});
