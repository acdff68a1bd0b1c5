import { sectionKeys } from '@alliance/shared/careplan/section';
import { type Persona, isPersonId } from '@alliance/shared/identity/person';
import { z } from 'zod';

import { type PersonaKey, personas } from './cast.ts';

/** Answer of `GET /api/demo/personas`. */
export const personasSchema: z.ZodType<readonly Persona[]> = z.array(
  z.object({
    key: z.string(),
    personId: z.string().refine(isPersonId),
    name: z.string(),
    disciplineKey: z.string(),
    introduction: z.string(),
    pin: z.string(),
  }),
);

/** Body of `POST /api/demo/session`. */
export const signInSchema: z.ZodType<{ readonly persona: PersonaKey }> = z.object({
  persona: z.enum(personas.map(({ key }) => key)),
});

/** Body of `POST /api/demo/colleague`. */
export const colleagueSchema = z.object({
  planId: z.string().max(64),
  sectionKey: z.enum(sectionKeys),
  action: z.enum(['start', 'stop']),
});

/** Whether the simulated colleague is typing. */
export const colleagueStateSchema = z.object({ isTyping: z.boolean() });
