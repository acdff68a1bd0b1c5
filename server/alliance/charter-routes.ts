import { charterContentOf } from '@alliance/shared/alliance/charter-content';

import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type ProofCheck } from '../identity/proof-check.ts';
import { type AllianceAsking } from './alliance-asking.ts';
import { type AllianceAsked, type AllianceDesk } from './alliance-desk.ts';
import { allianceProblems } from './alliance-problems.ts';
import { allianceAnswerSchema } from './alliance-routes.ts';
import { charterHash } from './charter-hash.ts';
import { type CharterReader } from './charter-reader.ts';
import { charterSchema, charterVersionSchema } from './charter-schema.ts';
import { sealCharterSchema, signCharterSchema } from './command-schema.ts';

/** What the routes of charters need. */
export interface CharterRouteSettings {
  readonly desk: AllianceDesk;
  readonly asking: AllianceAsking;
  readonly charters: CharterReader;
  readonly proofs: ProofCheck;
}

/** The charter of an alliance: read, put forward, signed. */
export function charterRoutes(settings: CharterRouteSettings): readonly Route[] {
  return [
    readCharter(settings),
    readVersion(settings),
    sealCharter(settings),
    signCharter(settings),
  ];
}

function readCharter({ asking, charters }: CharterRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/alliances/{allianceId}/charter',
    summary: 'The charter as it is written now, and the version that asks for signatures',
    body: nothing,
    answer: charterSchema,
    async handle(ask) {
      const record = await asking.memberRecord(ask);
      const view = record && (await charters.view(ask.visitor.person, record));
      return view === undefined ? problems.notFound : { answer: view };
    },
  });
}

function readVersion({ asking, charters }: CharterRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/alliances/{allianceId}/charter/versions/{number}',
    summary: 'A version of the charter as it was put forward',
    body: nothing,
    answer: charterVersionSchema,
    async handle(ask) {
      const record = await asking.memberRecord(ask);
      const text = ask.params['number'] ?? '';
      if (record === undefined || !/^[1-9]\d{0,5}$/.test(text)) return problems.notFound;
      const version = await charters.version(ask.visitor.person, record, Number(text));
      return version === undefined ? problems.notFound : { answer: version };
    },
  });
}

function sealCharter({ desk, asking, charters }: CharterRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/alliances/{allianceId}/charter/versions',
    summary: 'Put the charter forward as it stands: every seat is asked to sign it',
    needsKey: true,
    body: sealCharterSchema,
    answer: allianceAnswerSchema,
    async handle(ask) {
      const writing = asking.writing(ask, true);
      if ('text' in writing) return writing;
      // Whether the words of a charter can be read is not for strangers to learn.
      if ((await asking.memberRecord(ask)) === undefined) return problems.notFound;
      const asked = sealing(charters, ask.body.baseRevision);
      return asking.answer(ask.visitor.person, await desk.change(writing, asked));
    },
  });
}

/** What is put forward are the words that are on disk when it is decided. */
function sealing(charters: CharterReader, baseRevision: number): AllianceAsked {
  return async ({ alliance }) => {
    const prose = await charters.prose(alliance);
    if (prose === 'damaged') return allianceProblems.proseDamaged;
    const content = charterContentOf(alliance, prose.section);
    return { command: { type: 'seal', hash: charterHash(content), baseRevision }, content };
  };
}

function signCharter({ desk, asking, proofs }: CharterRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/alliances/{allianceId}/charter/signatures',
    summary: 'Sign the version that I have read, with a fresh proof that it is me',
    needsKey: true,
    body: signCharterSchema,
    answer: allianceAnswerSchema,
    async handle(ask) {
      const { proof, ...signature } = ask.body;
      // The proof is no part of what the key names: nothing of it is ever kept.
      const writing = asking.writing({ ...ask, body: signature }, true);
      if ('text' in writing) return writing;
      const record = await asking.memberRecord(ask);
      if (record === undefined) return problems.notFound;
      const refusal = await proofs.confirm(ask.visitor, proof);
      if (refusal !== undefined) return refusal;
      const command = { type: 'sign', ...signature } as const;
      const outcome = await desk.change(writing, async () => ({ command }));
      return asking.answer(ask.visitor.person, outcome);
    },
  });
}
