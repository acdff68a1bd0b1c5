import { type Browser, type Page } from 'playwright-core';
import { type XmlText } from 'yjs';

import { launchBrowser, newProfile } from '../../support/browser.ts';
import { readBundle } from '../editor/bundle.ts';
import { editorProbe, type TextPlaces } from '../editor/editor-probe.ts';
import { startLongPlan, typedSection } from '../editor/long-plan-page.ts';
import { longSections, stockDocument } from '../editor/long-plan.ts';
import { type RunningText } from '../editor/running-text.ts';
import { startStockEditor, stockDescription } from '../editor/stock-editor.ts';
import { type Compared, type Measured, measureAll } from '../measurements.ts';
import { type BenchOptions } from '../options.ts';
import { median, percentile } from '../statistics.ts';
import { type Scenario } from './scenario.ts';

const sectionCount = 10;
const words = 20_000;
const lettersTyped = 100;
const msBetweenKeys = 60;
const othersTyping = 7;
/** Each of them: three letters in a second. */
const msBetweenLetters = 330;
const slowdown = 4;
/** The line in which is typed, counted in its section. */
const typedLine = 3;
const longTaskMs = 50;

/** A page with a long text, as one of the two serves it. */
interface LongText extends Compared {
  start(folder: string): Promise<RunningText>;
  readonly places: TextPlaces;
  /** The line in which is typed. */
  readonly line: string;
}

/** What a long plan costs whoever opens it and types in it, in a real browser. */
export const editorOnPage: Scenario = {
  name: 'editor',
  summary: `a real browser opens a plan of ${sectionCount} sections and --edits=${words} words and types in it, ${othersTyping} others beside and the processor ${slowdown} times slower, beside one stock editor with the same words; and how much JavaScript that is`,
  run: async (options) => {
    const bundle = await readBundle();
    options.print(
      `JavaScript, gzip: ${kilobytes(bundle.initial)} kB before anything is shown, ${kilobytes(bundle.editor)} kB the editor more, fetched ${bundle.isPrefetched ? '' : 'NOT '}while Home is read`,
    );
    await measureAll({
      scenario: 'editor',
      size: `${options.size('edits', words)} words, ${lettersTyped} keys, ${othersTyping} others`,
      options,
      contenders: contendersFor(options),
      once: (contender) => measureOnce(options, contender),
      compare: ['text ms', 'key p50 ms', 'key p95 ms'],
    });
    return 0;
  },
};

function contendersFor(options: BenchOptions): readonly LongText[] {
  const sections = longSections(sectionCount, options.size('edits', words));
  const lettersIn = (section: (typeof sections)[0]): number =>
    section.reduce((sum, { text }) => sum + text.length, 0);
  const letters = Math.min(...sections.map(lettersIn));
  const all = sections.reduce((sum, section) => sum + lettersIn(section), 0);
  // The section that is typed in is the third of the plan.
  const before = sections.slice(0, 2).flat().length;
  return [
    {
      name: 'alliance',
      description: 'the plan page, server on disk',
      start: (folder) => startLongPlan(folder, sections),
      places: { selector: '.prose', elements: sectionCount, letters },
      line: `#${typedSection} .ProseMirror > :nth-child(${typedLine + 1})`,
    },
    {
      name: 'one stock editor',
      description: stockDescription,
      start: (folder) => startStockEditor(folder, stockDocument(sections)),
      places: { selector: '.ProseMirror', elements: 1, letters: all },
      line: `.ProseMirror > :nth-child(${before + typedLine + 1})`,
    },
  ];
}

async function measureOnce(options: BenchOptions, contender: LongText): Promise<Measured> {
  const [running, browser] = await Promise.all([contender.start(options.folder), launchBrowser()]);
  try {
    const { page, textMs } = await openTwice(running, browser, contender);
    const typed = await typeAmongOthers(page, running, contender.line);
    return {
      'text ms': textMs,
      'key p50 ms': median(typed.keys),
      'key p95 ms': percentile(typed.keys, 0.95),
      'longest task ms': Math.max(0, ...typed.longTasks),
      'tasks > 50 ms': typed.longTasks.filter((ms) => ms > longTaskMs).length,
    };
  } finally {
    await browser.close();
    await running.close();
  }
}

/** The first time fills the browser's cache, as on every day but the first. */
async function openTwice(
  running: RunningText,
  browser: Browser,
  { places, line }: LongText,
): Promise<{ readonly page: Page; readonly textMs: number }> {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  await profile.addInitScript(editorProbe(places));
  const first = await profile.newPage();
  await first.goto(running.address);
  await first.evaluate('probe.opened');
  await first.locator(line).waitFor();
  await first.close();
  const page = await profile.newPage();
  await page.goto(running.address);
  await page.evaluate('probe.opened');
  const textMs = await page.evaluate<number>('probe.textMs');
  await page.locator(line).waitFor();
  return { page, textMs };
}

async function typeAmongOthers(
  page: Page,
  running: RunningText,
  line: string,
): Promise<{ readonly keys: readonly number[]; readonly longTasks: readonly number[] }> {
  const stop = await othersWrite(running);
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.locator(line).click();
    await page.keyboard.press('End');
    // The first keys compile what is measured.
    await page.keyboard.type(' warm up ', { delay: msBetweenKeys });
    await page.evaluate(`probe.measureKeys(${lettersTyped})`);
    await page.keyboard.type('morning walk '.repeat(10).slice(0, lettersTyped), {
      delay: msBetweenKeys,
    });
    await page.evaluate('probe.typed');
    return {
      keys: await page.evaluate<number[]>('probe.keys'),
      longTasks: await page.evaluate<number[]>('probe.longTasks'),
    };
  } finally {
    stop();
  }
}

/** Others sit down all over the text and write; ends when the returned function is called. */
async function othersWrite(running: RunningText): Promise<() => void> {
  const lines: XmlText[] = [];
  for (let other = 0; other < othersTyping; other += 1)
    lines.push(await running.typeAt(other / othersTyping));
  const timers = lines.map((line) =>
    setInterval(() => line.insert(line.length, 'x'), msBetweenLetters),
  );
  return () => timers.forEach((timer) => clearInterval(timer));
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
