/** Reads what a tab says on channels 0 and 1. Everything is from outside: unknown shapes give undefined. */
import {
  type ControlFromClient,
  type PlanFromClient,
  decodeMessage,
} from '@alliance/shared/sync/channel';

import { limits } from './limits.ts';

/** A message on channel 0, or undefined when it is none. A missing schema version reads as 0: too old. */
export function decodeControl(payload: Uint8Array): ControlFromClient | undefined {
  const message = objectOf(payload);
  const channel = message?.['channel'];
  if (message === undefined || !isCount(channel)) return undefined;
  if (message['type'] === 'close') return { type: 'close', channel };
  const documentId = message['documentId'];
  if (message['type'] !== 'open' || typeof documentId !== 'string') return undefined;
  const { schema, incarnation, head, clientID } = message;
  return {
    type: 'open',
    channel,
    documentId,
    schema: isCount(schema) ? schema : 0,
    ...(isId(incarnation) && { incarnation }),
    ...(isCount(head) && { head }),
    ...(isCount(clientID) && { clientID }),
  };
}

/** A message on channel 1, or undefined when it is none. */
export function decodePlanMessage(payload: Uint8Array): PlanFromClient | undefined {
  const message = objectOf(payload);
  const planId = message?.['planId'];
  if (message?.['type'] === 'watch' && isId(planId)) return { type: 'watch', planId };
  const documentId = message?.['documentId'];
  const isPlace = documentId === null || isId(documentId);
  return message?.['type'] === 'focus' && isPlace ? { type: 'focus', documentId } : undefined;
}

function objectOf(payload: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const message = decodeMessage(payload);
  return isObject(message) ? message : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= limits.idLengthMax;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
