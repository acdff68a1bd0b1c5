import { type AllianceView, type CharterView } from '@alliance/shared/alliance/alliance-view';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';

/** The address of an alliance on the server, or of something in it. */
export function addressOf(allianceId: string, ...parts: readonly string[]): string {
  return ['/api/alliances', ...[allianceId, ...parts].map(encodeURIComponent)].join('/');
}

/** Under which key an alliance is kept. */
export function allianceKey(allianceId: string): readonly string[] {
  return ['alliance', allianceId];
}

/** One alliance. Asked again now and then, because time alone ends shifts and invitations. */
export function allianceQuery(allianceId: string) {
  return queryOptions({
    queryKey: allianceKey(allianceId),
    queryFn: () => askServer<AllianceView>(addressOf(allianceId)),
    refetchInterval: 30_000,
    refetchOnWindowFocus: 'always',
    retry: retryOnlyFaults,
  });
}

/** The charter as it is written now, and the version that asks for signatures. */
export function charterQuery(allianceId: string) {
  return queryOptions({
    queryKey: [...allianceKey(allianceId), 'charter'],
    queryFn: () => askServer<CharterView>(addressOf(allianceId, 'charter')),
    refetchInterval: 30_000,
    refetchOnWindowFocus: 'always',
    retry: retryOnlyFaults,
  });
}

/** A version of the charter that was put forward; it never changes. */
export function versionQuery(allianceId: string, number: number) {
  return queryOptions({
    queryKey: [...allianceKey(allianceId), 'version', number],
    queryFn: () =>
      askServer<CharterVersion>(addressOf(allianceId, 'charter', 'versions', String(number))),
    staleTime: Infinity,
    retry: retryOnlyFaults,
  });
}

/** Waiting does not change a refusal; it may cure a fault. */
function retryOnlyFaults(count: number, error: Error): boolean {
  return count < 1 && !(error instanceof ServerRefusal && error.status < 500);
}
