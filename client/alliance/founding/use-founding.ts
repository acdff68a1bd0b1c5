import { toAllianceId, toSeatId } from '@alliance/shared/alliance/alliance';
import {
  type AllianceCommand,
  type FoundAlliance,
} from '@alliance/shared/alliance/alliance-command';
import { type MadeLink } from '@alliance/shared/alliance/alliance-request';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { canonicalJson } from '@alliance/shared/alliance/canonical-json';
import { firstAgreements, templates } from '@alliance/shared/alliance/templates/templates';
import { toPersonId } from '@alliance/shared/identity/person';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { addressOf, allianceKey } from '../alliance-queries.ts';
import { colleagueWithAddress } from '../colleagues.ts';
import { consentOf } from '../consent-fields.tsx';
import { roleOf } from '../seat/role-fields.tsx';
import { type Sending, useAsking } from '../use-alliance.ts';
import { recorderOf, usualSections } from './check-draft.ts';
import {
  type DraftSeat,
  type FoundingDraft,
  type Progress,
  type Stage,
  stages,
} from './founding-draft.ts';

/** Beginning an alliance on the server, stage by stage. */
export interface Founding extends Sending {
  /** What is being done now. */
  readonly stage: Stage | undefined;
  /** Goes on with the first stage that is not done; stops at the first refusal. */
  readonly begin: () => Promise<void>;
}

type Ask = ReturnType<typeof useAsking>['ask'];

/** Begins what was typed. Each stage is done once, however often it is tried; what is done is kept with the draft. */
export function useFounding(
  draft: FoundingDraft,
  onProgress: (progress: Progress) => void,
): Founding {
  const queryClient = useQueryClient();
  const { ask, ...sending } = useAsking();
  const [stage, setStage] = useState<Stage>();
  const begin = async (): Promise<void> => {
    let progress: Progress | undefined = draft.progress;
    for (const next of stages.filter((each) => !draft.progress.done.includes(each))) {
      setStage(next);
      // One after the other: each stands on the one before.
      // oxlint-disable-next-line no-await-in-loop
      progress = await carryOut(next, { draft, progress, ask, onProgress });
      if (progress === undefined) break;
      progress = { ...progress, done: [...progress.done, next] };
      onProgress(progress);
    }
    setStage(undefined);
    const { allianceId } = draft;
    await Promise.all(
      [allianceKey(allianceId), ['plans'], ['me'], ['inbox']].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
  };
  return { begin, stage, ...sending };
}

interface Work {
  readonly draft: FoundingDraft;
  readonly progress: Progress;
  readonly ask: Ask;
  readonly onProgress: (progress: Progress) => void;
}

/** What has become of it; undefined when it was refused. */
async function carryOut(stage: Stage, work: Work): Promise<Progress | undefined> {
  const { draft, progress, ask } = work;
  const address = addressOf(draft.allianceId);
  const revision = progress.view?.charter.revision ?? 1;
  const asking = (body: AllianceCommand) => withView(progress, ask<AllianceView>(address, body));
  switch (stage) {
    case 'found':
      return withView(progress, ask<AllianceView>('/api/alliances', foundingOf(draft)));
    case 'agree': {
      const { agreements } = draft;
      const isAsBegun = isStarting({ ...draft, progress });
      return isAsBegun ? progress : asking({ type: 'agree', agreements, baseRevision: revision });
    }
    case 'consent': {
      const consent = draft.isConsentLater ? undefined : consentOf(draft.consent);
      return consent === undefined ? progress : asking({ type: 'consent', consent });
    }
    case 'seal': {
      const versions = addressOf(draft.allianceId, 'charter', 'versions');
      return withView(progress, ask<AllianceView>(versions, { baseRevision: revision }));
    }
    case 'propose':
      return asking({ type: 'propose' });
    case 'invite':
      return inviteAll(work);
  }
}

async function withView(
  progress: Progress,
  answer: Promise<AllianceView | undefined>,
): Promise<Progress | undefined> {
  const view = await answer;
  return view === undefined ? undefined : { ...progress, view };
}

/** The server begins a charter with these by itself; the day of the review is by its own clock. */
function isStarting({ agreements, template, progress }: FoundingDraft): boolean {
  const { reviewBy = agreements.reviewBy } = progress.view ?? {};
  const begun = { ...firstAgreements(template, new Date().toISOString()), reviewBy };
  return canonicalJson(agreements) === canonicalJson(begun);
}

async function inviteAll(work: Work): Promise<Progress | undefined> {
  let { progress } = work;
  for (const seat of work.draft.seats.slice(1)) {
    const isAsked =
      progress.asked.includes(seat.seatId) ||
      progress.unknown.includes(seat.seatId) ||
      progress.links.some(({ seatId }) => seatId === seat.seatId);
    if (isAsked || seat.whom === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    const next = await invite(seat, { ...work, progress });
    if (next === undefined) return undefined;
    progress = next;
    work.onProgress(progress);
  }
  return progress;
}

async function invite(seat: DraftSeat, work: Work): Promise<Progress | undefined> {
  const { draft, progress, ask } = work;
  const { seatId, whom } = seat;
  if (whom === undefined) return progress;
  if (whom.way === 'link') {
    const address = addressOf(draft.allianceId, 'seats', seatId, 'link');
    const link = await ask<MadeLink>(address, { message: '', days: 7 });
    return link === undefined
      ? undefined
      : { ...progress, links: [...progress.links, { seatId, ...link }] };
  }
  const personId = whom.way === 'name' ? whom.name : await personOf(whom.email, ask);
  if (personId === undefined) return undefined;
  // The others are asked all the same: a mistyped address is mended on the page of the alliance.
  if (personId === null) return { ...progress, unknown: [...progress.unknown, seatId] };
  const command = { type: 'invite', seatId, personId: toPersonId(personId), message: '', days: 7 };
  const view = await ask<AllianceView>(addressOf(draft.allianceId), command);
  return view === undefined ? undefined : { ...progress, view, asked: [...progress.asked, seatId] };
}

async function personOf(email: string, ask: Ask): Promise<string | null | undefined> {
  const found = await colleagueWithAddress(email, ask);
  return found === null ? null : found?.personId;
}

function foundingOf(draft: FoundingDraft): FoundAlliance {
  const { allianceId, patient, seats, template, withoutSections } = draft;
  const name = patient.name.trim();
  const sectionKeys = usualSections(seats).filter((key) => !withoutSections.includes(key));
  const recorder = recorderOf(draft)?.seatId;
  return {
    allianceId: toAllianceId(allianceId),
    name: nameOf(draft),
    purpose: draft.purpose.trim(),
    patient: {
      name,
      preferredName: patient.preferredName.trim() || name,
      bornOn: patient.bornOn,
      identifier: patient.identifier.trim(),
      needsInterpreter: false,
      allergies: [],
    },
    ...(template === undefined ? { sectionKeys } : { template }),
    seats: seats.map(
      ({ seatId, words, disciplineKey, contact, isRequired, isSteward, scope }, index) => ({
        seatId: toSeatId(seatId),
        role: roleOf(words, disciplineKey),
        isRequired,
        isLead: index === 0,
        isSteward,
        contact: contact.trim(),
        scope: seatId === recorder ? [...scope, recording] : scope,
      }),
    ),
  };
}

const recording = { sectionKey: 'what-matters', right: 'edit' } as const;

/** What the alliance is called: as it was typed, or by its template or its seats. */
export function nameOf({ name, seats, template }: FoundingDraft): string {
  const usual =
    template === undefined
      ? seats.map(({ words }) => words.title.trim()).join(', ')
      : templates[template].title;
  return name ?? usual;
}
