/** Reads what the server says on channels 0 and 1. Anything that is not a message of ours reads as undefined. */
import {
  type ControlFromServer,
  type PlanFromServer,
  type PresentPerson,
  decodeMessage,
} from '@alliance/shared/sync/channel';
import { type CloseCode, closeCodes, closeReasons } from '@alliance/shared/sync/close-code';
import { type Refusal } from '@alliance/shared/sync/protocol';

const eventKinds = ['plan', 'thread', 'check', 'inbox'] as const;

type Fields = Readonly<Record<string, unknown>>;

/** A message of channel 0, or undefined. */
export function readControl(payload: Uint8Array): ControlFromServer | undefined {
  const fields = fieldsOf(decodeMessage(payload));
  if (fields?.['type'] === 'opened') return readOpened(fields);
  if (fields?.['type'] === 'close') return readClose(fields);
  if (fields?.['type'] !== 'storage') return undefined;
  return { type: 'storage', state: fields['state'] === 'full' ? 'full' : 'ok' };
}

/** A message of channel 1, or undefined. */
export function readPlanMessage(payload: Uint8Array): PlanFromServer | undefined {
  const fields = fieldsOf(decodeMessage(payload));
  if (fields?.['type'] === 'presence') return readPresence(fields);
  if (fields?.['type'] !== 'event') return undefined;
  const { recordId, version } = fields;
  if (typeof recordId !== 'string' || typeof version !== 'number') return undefined;
  const kind = eventKinds.find((known) => known === fields['kind']);
  return kind && { type: 'event', kind, recordId, version };
}

/** The body of message 101, or undefined. */
export function readRefusal(text: string): Refusal | undefined {
  const fields = fieldsOf(parse(text));
  if (fields === undefined) return undefined;
  const { frame, rule, section } = fields;
  if (typeof frame !== 'number' || typeof rule !== 'string') return undefined;
  return { frame, rule, section: typeof section === 'string' ? section : '' };
}

function readOpened(fields: Fields): ControlFromServer | undefined {
  const { channel, incarnation, head, clientIDs } = fields;
  if (typeof channel !== 'number' || typeof incarnation !== 'string') return undefined;
  if (typeof head !== 'number' || !Array.isArray(clientIDs)) return undefined;
  const ids = clientIDs.filter((id: unknown) => typeof id === 'number');
  return { type: 'opened', channel, incarnation, head, clientIDs: ids };
}

function readClose(fields: Fields): ControlFromServer | undefined {
  const { channel } = fields;
  const code = codes.find((known) => known === fields['code']);
  const reason = closeReasons.find((known) => known === fields['reason']);
  if (typeof channel !== 'number' || code === undefined) return undefined;
  return { type: 'close', channel, code, reason: reason ?? 'malformed' };
}

const codes: readonly CloseCode[] = Object.values(closeCodes);

function readPresence(fields: Fields): PlanFromServer | undefined {
  const { planId, people } = fields;
  if (typeof planId !== 'string' || !Array.isArray(people)) return undefined;
  return { type: 'presence', planId, people: people.flatMap(readPerson) };
}

function readPerson(value: unknown): readonly PresentPerson[] {
  const fields = fieldsOf(value);
  if (fields === undefined) return [];
  const { personId, name, disciplineKey, isSimulated, documentIds } = fields;
  if (typeof personId !== 'string' || typeof name !== 'string') return [];
  if (typeof disciplineKey !== 'string' || !Array.isArray(documentIds)) return [];
  const ids = documentIds.filter((id: unknown) => typeof id === 'string');
  return [{ personId, name, disciplineKey, isSimulated: isSimulated === true, documentIds: ids }];
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
