import { type SectionKey } from '@alliance/shared/careplan/section';
import { type MergeCheck, type MergeChecksView } from '@alliance/shared/merge-checks/merge-check';

import { type CommentedServer } from '../comments/commented-server.ts';
import { type SignedIn } from '../support/people.ts';

/** Puts an open check into a section of the stroke plan, as if a look at the log had found it. */
export async function plantCheck(
  { storage, record }: Pick<CommentedServer, 'storage' | 'record'>,
  sectionKey: SectionKey,
): Promise<MergeCheck> {
  const section = record.plan.sections.find(({ key }) => key === sectionKey);
  if (section === undefined) throw new Error('The plan has no such section.');
  const { documentId } = section;
  const mark = await storage.scanMark(documentId);
  if (mark === undefined) throw new Error('The section has no document.');
  const at = new Date().toISOString();
  const [one, other] = record.alliance.seats.flatMap(({ coverage }) => coverage[0]?.personId ?? []);
  if (one === undefined || other === undefined) throw new Error('Nobody is in this alliance.');
  const check: MergeCheck = {
    id: crypto.randomUUID(),
    planId: record.plan.id,
    documentId,
    kind: 'lost',
    blockIds: ['block-1'],
    versions: [
      { personId: one, seq: 1, committedAt: at, text: 'Lift with two helpers.' },
      { personId: other, seq: 1, committedAt: at, text: '' },
    ],
    at,
    version: 1,
  };
  const audit = { at, action: 'merge-check.found', subjectId: check.id };
  await storage.keepScan({ ...mark, afterSeq: mark.seq, found: [{ check, audit }] });
  return check;
}

/** The open checks of the stroke plan as a person sees them. */
export async function checksOf(person: SignedIn, planId: string): Promise<MergeChecksView> {
  const response = await person.fetch(`/api/plans/${planId}/merge-checks`);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as MergeChecksView;
}

/** Asks to decide a check; whatever the server says. */
export function askToDecide(
  person: SignedIn,
  { planId, id }: Pick<MergeCheck, 'planId' | 'id'>,
  body: unknown,
): Promise<Response> {
  return person.post(`/api/plans/${planId}/merge-checks/${id}`, body);
}
