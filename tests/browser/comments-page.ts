import { type Page } from 'playwright-core';
import { expect } from 'vitest';

/** The words of the open thread or draft that are marked on the page; empty when there are none. */
export async function chosenWords(page: Page): Promise<string> {
  return markedWords(page, 'comment-chosen');
}

/** The words that carry one of the marks, one after the other; a colleague's name at their caret is not one of them. */
export async function markedWords(page: Page, mark: string): Promise<string> {
  const words: unknown = await page.evaluate(
    `[...(CSS.highlights.get('${mark}') ?? [])].map((range) => {
      const words = range.cloneContents();
      for (const caret of words.querySelectorAll('.colleague-caret')) caret.remove();
      return words.textContent.replaceAll('\\u2060', '');
    }).join(' | ')`,
  );
  return String(words);
}

/** Where the words that carry the mark of the open thread stand in the window. */
export async function boxOfChosen(page: Page): Promise<Box> {
  return page.evaluate<Box>(`(() => {
    const [range] = CSS.highlights.get('comment-chosen');
    const { top, bottom } = range.getBoundingClientRect();
    return { top, bottom };
  })()`);
}

/** Top and bottom in the window, in CSS pixels. */
export interface Box {
  readonly top: number;
  readonly bottom: number;
}

/** Waits until the comments are there. */
export async function seeComments(page: Page): Promise<void> {
  await page.getByTestId('outline-marks').first().waitFor({ state: 'attached' });
}

/** The composer's own box of text. */
export function composerText(page: Page) {
  return page.locator('[data-rail-draft] textarea').first();
}

/** What stands in the composer, when it has come to hold that many characters. */
export async function expectComposer(page: Page, text: string): Promise<void> {
  await expect.poll(() => composerText(page).inputValue()).toBe(text);
}
