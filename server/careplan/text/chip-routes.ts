import { isDocumentId, type DocumentId } from '@alliance/shared/careplan/section';
import { type ChipWritesView } from '@alliance/shared/editor/chip-writes';
import { readChips } from '@alliance/shared/editor/chips';
import { z } from 'zod';

import { Allowances } from '../../core/allowances.ts';
import { limits } from '../../core/limits.ts';
import { problems } from '../../http/problem.ts';
import { type Route, memberRoute, nothing } from '../../http/route.ts';
import { type Storage } from '../../storage/port.ts';
import { type Admission, type SyncServer } from '../../sync/ports.ts';
import { disciplineOf } from '../section-change.ts';
import { type TextHistory } from './text-history.ts';

/** `ChipWritesView` as it is answered. */
const chipWritesSchema: z.ZodType<ChipWritesView> = z.object({
  writes: z.array(
    z.object({
      chipId: z.string(),
      writeId: z.string(),
      name: z.string(),
      disciplineKey: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});

/** What the route of chips needs. */
export interface ChipRouteSettings {
  readonly history: TextHistory;
  readonly storage: Pick<Storage, 'people' | 'planOfDocument' | 'allianceOfCharter'>;
  readonly sync: Pick<SyncServer, 'look'>;
  readonly admission: Pick<Admission, 'standingIn'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Who wrote the values of a text's chips, and when, for whoever may read the text; any other document is answered like none (CP2). */
export function chipRoutes(settings: ChipRouteSettings): readonly Route[] {
  const { admission, now } = settings;
  const { readsMax: max, readsMs: stretchMs, readersMax: keysMax } = limits;
  const reads = new Allowances({ max, stretchMs, keysMax });
  return [
    memberRoute({
      method: 'get',
      path: '/api/documents/{documentId}/chips',
      summary: 'Who wrote the numbers and dates that stand in a text as chips, and when',
      body: nothing,
      answer: chipWritesSchema,
      async handle({ visitor: { person }, params }) {
        if (!reads.take(person.id, now())) return problems.askedTooOften;
        const documentId = params['documentId'] ?? '';
        if (!isDocumentId(documentId)) return problems.notFound;
        const standing = await admission.standingIn(person, documentId);
        return standing === undefined
          ? problems.notFound
          : { answer: await writesIn(settings, documentId) };
      },
    }),
  ];
}

async function writesIn(
  { history, storage, sync }: ChipRouteSettings,
  documentId: DocumentId,
): Promise<ChipWritesView> {
  const looked = await sync.look(documentId, (doc) => readChips(doc) ?? {});
  const index = await history.of(documentId);
  const found = Object.entries(looked?.seen ?? {}).flatMap(([chipId, entries]) =>
    entries.flatMap(({ writeId }) => {
      const by = index?.chipWrite(`${chipId}/${writeId}`);
      return by === undefined ? [] : [{ chipId, writeId, ...by }];
    }),
  );
  const people = await storage.people([...new Set(found.map(({ personId }) => personId))]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const record =
    (await storage.planOfDocument(documentId)) ?? (await storage.allianceOfCharter(documentId));
  return {
    writes: found.map(({ chipId, writeId, personId, at }) => ({
      chipId,
      writeId,
      name: names.get(personId) ?? '',
      disciplineKey: record === undefined ? '' : disciplineOf(record.alliance, personId),
      at,
    })),
  };
}
