/** What our renderer and our editor write for a mention. */
export const mentionSelector = 'span[data-node=mention][data-seat-id]';

/** Reads a mention out of such an element. */
export function readMention(element: HTMLElement): {
  readonly seatId: string;
  readonly label: string;
} {
  return {
    seatId: element.dataset['seatId'] ?? '',
    label: element.textContent.trim().replace(/^@/u, ''),
  };
}
