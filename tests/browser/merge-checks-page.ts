/** What stands on a page of merge checks, for its tests. */
import { type Page } from 'playwright-core';

/** The words of what has the keyboard. */
export async function focusedWords(page: Page): Promise<unknown> {
  return page.evaluate('document.activeElement.textContent');
}

/** Whether the keyboard is in the card. */
export async function isInCard(page: Page): Promise<unknown> {
  return page.evaluate(
    `document.activeElement.closest('[data-testid="merge-check-card"]') !== null`,
  );
}

/** What a section says of its checks. */
export function noticeOf(page: Page, section: string) {
  return page.locator(`#${section}`).getByTestId('merge-check-notice');
}

/** The opened check. */
export function cardOf(page: Page) {
  return page.getByTestId('merge-check-card');
}

/** How far below the top of the window a block of the medicines begins, in pixels. */
export async function topOfBlock(page: Page, block: number): Promise<number> {
  const box = await page.locator('#medicines .ProseMirror > *').nth(block).boundingBox();
  return box?.y ?? Number.NaN;
}

/** The words of a block of the medicines. */
export async function blockText(page: Page, block: number): Promise<string> {
  return (await page.locator('#medicines .ProseMirror > *').nth(block).textContent()) ?? '';
}

/** What the editor of a section shows, as HTML. */
export async function markupOf(page: Page, section: string): Promise<string> {
  return page.locator(`#${section} .ProseMirror`).innerHTML();
}
