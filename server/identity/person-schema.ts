import { type Person, isPersonId } from '@alliance/shared/identity/person';
import { z } from 'zod';

/** `Person` as it is answered. */
export const personSchema: z.ZodType<Person> = z.object({
  id: z.string().refine(isPersonId),
  name: z.string(),
  shortName: z.string(),
  isSimulated: z.boolean(),
});
