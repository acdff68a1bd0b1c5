import { type PersonaKey, signIn } from '../../support/people.ts';
import { type Colleague, sitDown, startWorld } from '../commented/running-plan.ts';
import { type LongBlock, longWorld } from './long-plan.ts';
import { type RunningText } from './running-text.ts';

/** The section that is typed in. */
export const typedSection = 'medicines';

/** Whoever of them edits a section sits down there. */
const colleagues: readonly PersonaKey[] = ['tom', 'hannah', 'marcus', 'sofia', 'janelle'];

/** Serves the plan page with the long plan. */
export async function startLongPlan(
  folder: string,
  sections: readonly (readonly LongBlock[])[],
): Promise<RunningText> {
  const running = await startWorld(folder, longWorld(sections, Date.now()));
  const people = await Promise.all(colleagues.map((persona) => signIn(running.url, persona)));
  const plans = await Promise.all(people.map((person) => person.plan()));
  const here: Colleague[] = [];
  return {
    address: `${running.url}/plans/${plans[0]?.id}/${typedSection}?as=priya`,
    async typeAt(share) {
      const all = plans[0]?.sections ?? [];
      const key = all[Math.floor(share * all.length)]?.key;
      const places = people.flatMap(({ cookie }, index) =>
        (plans[index]?.sections ?? [])
          .filter(({ access }) => access === 'edit')
          .map(({ key: sectionKey, documentId }) => ({ cookie, sectionKey, documentId })),
      );
      // Where nobody of them edits, the next one is at another place.
      const place =
        places.find(({ sectionKey }) => sectionKey === key) ?? places[here.length % places.length];
      if (place === undefined) throw new Error('Nobody edits anything.');
      const colleague = await sitDown(running.port, place.cookie, place.documentId);
      here.push(colleague);
      return colleague.text;
    },
    async close() {
      for (const colleague of here) colleague.close();
      await running.close();
    },
  };
}
