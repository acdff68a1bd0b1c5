import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type PresentPerson } from '@alliance/shared/sync/channel';
import { VisuallyHidden } from '@mantine/core';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

/** A screen reader hears of one move at most in this time. */
const pauseMs = 10_000;

/** Tells a screen reader where colleagues have gone, the latest move in one sentence and never in a stream. */
export function PresenceAnnouncer({
  plan,
  people,
}: {
  readonly plan: PlanView;
  readonly people: readonly PresentPerson[];
}): JSX.Element {
  const t = useTranslations('presence');
  const [sentence, setSentence] = useState('');
  const latest = useRef('');
  const places = useRef<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const present = new Map(people.flatMap(placeOf));
    for (const [personId, documentId] of present) {
      if (places.current.get(personId) === documentId) continue;
      const heading = plan.sections.find((section) => section.documentId === documentId)?.heading;
      const name = people.find((person) => person.personId === personId)?.name;
      if (heading !== undefined && name !== undefined)
        latest.current = t('moved', { name, heading });
    }
    places.current = present;
  }, [people, plan.sections, t]);
  useEffect(() => {
    const timer = setInterval(() => setSentence(latest.current), pauseMs);
    return () => clearInterval(timer);
  }, []);
  return <VisuallyHidden role="status">{sentence}</VisuallyHidden>;
}

function placeOf(person: PresentPerson): readonly (readonly [string, string])[] {
  const documentId = person.documentIds.at(-1);
  return documentId === undefined ? [] : [[person.personId, documentId]];
}
