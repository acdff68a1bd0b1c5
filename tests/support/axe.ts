import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from 'playwright-core';

/**
 * What axe finds wrong on a page, or inside these elements of it, a line for each rule with the elements that break it.
 * In one go inside the page, for none of ours has frames of strangers, and without listing what is in order: both
 * together are five times less work than axe's usual way.
 */
export async function axeFindings(
  page: Page,
  ...selectors: readonly string[]
): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  for (const selector of selectors) axe.include(selector);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

/** Turns a page that is open to light or dark, as when the device does so in the evening, and waits until it is. */
export async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
}
