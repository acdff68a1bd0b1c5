/** What a request to upgrade asks for, read from its URL alone. */
import { type DocumentId, isDocumentId } from '@alliance/shared/careplan/section';

/** One document for a y-websocket client, or the socket of a tab. `persona`: the demo's `?as=`. */
export type UpgradeTarget =
  | { readonly kind: 'tab'; readonly persona: string | undefined }
  | {
      readonly kind: 'document';
      readonly persona: string | undefined;
      readonly documentId: DocumentId;
      /** 0 when it is missing or no number: too old for every document. */
      readonly schema: number;
      readonly wantsAcks: boolean;
    };

/** Reads `/sync` and `/sync/<documentId>`; undefined for every other path. */
export function parseUpgradeTarget(url: string): UpgradeTarget | undefined {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  const persona = parameters.get('as') ?? undefined;
  if (path === '/sync' || path === '/sync/') return { kind: 'tab', persona };
  const documentId = /^\/sync\/([^/]*)$/.exec(path)?.[1] ?? '';
  if (!isDocumentId(documentId)) return undefined;
  const schema = Number(parameters.get('schema') ?? 0);
  const wantsAcks = parameters.get('ack') === '1';
  return {
    kind: 'document',
    persona,
    documentId,
    schema: Number.isSafeInteger(schema) ? schema : 0,
    wantsAcks,
  };
}
