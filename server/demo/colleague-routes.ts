import { decide, rightIn } from '@alliance/shared/access/access-table';

import { readableSections } from '../access/admission.ts';
import { type Problem, problems } from '../http/problem.ts';
import { type Route, memberRoute } from '../http/route.ts';
import { type Admission } from '../sync/ports.ts';
import { castId } from './cast.ts';
import { type Colleague } from './colleague.ts';
import { colleagueSchema, colleagueStateSchema } from './demo-schema.ts';

const notHere: Problem = {
  status: 403,
  code: 'forbidden',
  text: 'The simulated colleague takes part in the stroke plan only. Nothing was changed.',
};

const mayNot: Problem = {
  status: 403,
  code: 'forbidden',
  text: 'You cannot edit or suggest in this section, so nobody writes here for you. Nothing was changed.',
};

/** Asking the simulated colleague to type in a section where the visitor edits or suggests, or to stop. */
export function colleagueRoutes(settings: {
  readonly colleague: Colleague;
  readonly admission: Pick<Admission, 'planFor'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): readonly Route[] {
  const { colleague, admission, now } = settings;
  const ask = memberRoute({
    method: 'post',
    path: '/api/demo/colleague',
    summary: 'Let the simulated colleague type in a section, or stop',
    body: colleagueSchema,
    answer: colleagueStateSchema,
    async handle({ visitor, body: { planId, sectionKey, action } }) {
      const record = await admission.planFor(visitor.person, planId);
      if (record === undefined) return problems.notFound;
      const readable = readableSections(record, visitor.person, now());
      const mine = readable.find(({ section: { key } }) => key === sectionKey);
      if (mine === undefined) return problems.notFound;
      if (!decide(mine.access, 'section.suggest').allowed) return mayNot;
      const { alliance } = record;
      const right = rightIn({ alliance, personId: castId('robin'), sectionKey, now: now() });
      if (!decide(right, 'section.edit').allowed) return notHere;
      await (action === 'start' ? colleague.start(mine.section.documentId) : colleague.stop());
      return { answer: { isTyping: colleague.isTyping } };
    },
  });
  return [ask];
}
