import { type ElementShape } from './block-shape.ts';

/** What a mention of a seat says, wherever it is read: "@Physiotherapist". */
export function mentionText({ label }: Readonly<Record<string, unknown>>): string {
  return `@${typeof label === 'string' ? label : ''}`;
}

/** The element of a mention, the same in the editor and on static pages; it holds {@link mentionText}. */
export function mentionElement({ seatId }: Readonly<Record<string, unknown>>): ElementShape {
  return {
    tag: 'span',
    attributes: {
      'data-node': 'mention',
      'data-seat-id': typeof seatId === 'string' && seatId !== '' ? seatId : undefined,
      contenteditable: 'false',
    },
  };
}
