import { type Browser, type Page } from 'playwright-core';

import { launchBrowser, newProfile } from '../../support/browser.ts';
import { typedSection } from '../commented/commented-world.ts';
import { probeSource } from '../commented/page-probe.ts';
import { type Colleague, type RunningPlan, startPlan } from '../commented/running-plan.ts';
import { type Compared, type Measured, measureAll } from '../measurements.ts';
import { median, percentile } from '../statistics.ts';
import { type Scenario } from './scenario.ts';

const lettersTyped = 100;
const msBetweenKeys = 40;
const remoteLetters = 40;
const pixelsPerFrame = 60;
/** A frame that is longer is seen as a jerk: two frames of a screen at 60 Hz were missed. */
const longFrameMs = 50;
const waitMsMax = 20_000;

interface Commented extends Compared {
  readonly threads: number;
}

/** What threads cost whoever opens a plan and types in it, in a real browser. */
export const threadsOnPage: Scenario = {
  name: 'threads',
  summary:
    'a real browser opens the stroke plan, types, reads along and scrolls: with 200 threads (--threads), 60 of them in the section, beside the same plan without',
  run: async (options) => {
    const threads = options.size('threads', 200);
    const contenders: readonly Commented[] = [
      { name: 'with threads', description: `${threads} open threads`, threads },
      { name: 'without', description: 'the same plan, no thread', threads: 0 },
    ];
    await measureAll({
      scenario: 'threads',
      size: `${lettersTyped} keys, ${remoteLetters} letters of a colleague, one scroll through the plan`,
      options,
      contenders,
      once: (commented) => measureOnce(options.folder, commented.threads),
      compare: ['text ms', 'rail ms', 'key p50 ms', 'key p95 ms', 'remote p50 ms', 'heap MB'],
    });
    return 0;
  },
};

async function measureOnce(folder: string, threads: number): Promise<Measured> {
  const [plan, browser] = await Promise.all([startPlan(folder, threads), launchBrowser()]);
  try {
    return await measurePage(plan, browser, threads);
  } finally {
    await browser.close();
    await plan.close();
  }
}

async function measurePage(
  plan: RunningPlan,
  browser: Browser,
  threads: number,
): Promise<Measured> {
  const page = await openTwice(plan, browser, threads);
  const opened = await read(page, '({ text: probe.textMs, rail: probe.railMs })');
  const typed = await typeLetters(page);
  const remote = await watchColleague(page, plan.colleague);
  const frames = await scrollThrough(page);
  return {
    'text ms': opened['text'] ?? Number.NaN,
    'rail ms': opened['rail'] ?? Number.NaN,
    'key p50 ms': median(typed.keys),
    'key p95 ms': percentile(typed.keys, 0.95),
    'longest task ms': Math.max(0, ...typed.longTasks),
    'tasks > 50 ms': typed.longTasks.length,
    'remote p50 ms': median(remote),
    'frames > 50 ms': frames.filter((ms) => ms > longFrameMs).length,
    'longest frame ms': Math.max(0, ...frames),
    'heap MB': await heapMegabytes(page),
  };
}

/** The first time fills the browser's cache, as on every day but the first. */
async function openTwice(plan: RunningPlan, browser: Browser, threads: number): Promise<Page> {
  const profile = await newProfile(browser, { width: 1440, height: 900 });
  const first = await profile.newPage();
  await first.goto(`${plan.url}${plan.path}?as=priya`);
  await first.locator(`#${typedSection} .ProseMirror`).waitFor();
  await first.close();
  const page = await profile.newPage();
  await page.addInitScript(probeSource(typedSection, threads));
  await page.goto(`${plan.url}${plan.path}?as=priya`);
  await page.evaluate('probe.opened');
  await page.locator(`#${typedSection} .ProseMirror`).waitFor();
  return page;
}

async function typeLetters(
  page: Page,
): Promise<{ readonly keys: readonly number[]; readonly longTasks: readonly number[] }> {
  const block = page.locator(`#${typedSection} .ProseMirror > *`).nth(3);
  await block.click();
  await page.keyboard.press('End');
  // The first keys compile what is measured.
  await page.keyboard.type(' warm up ', { delay: msBetweenKeys });
  await page.evaluate(`probe.measureKeys(${lettersTyped})`);
  await page.keyboard.type('morning walk '.repeat(10).slice(0, lettersTyped), {
    delay: msBetweenKeys,
  });
  await page.evaluate('probe.typed');
  const keys = await page.evaluate<number[]>('probe.keys');
  const longTasks = await page.evaluate<number[]>(
    'probe.longTasks.map(({ duration }) => duration)',
  );
  return { keys, longTasks };
}

/** From the moment in which a colleague's client has a letter until it is painted here, through the server's disk. */
async function watchColleague(page: Page, colleague: Colleague): Promise<readonly number[]> {
  let heard: ((at: number) => void) | undefined;
  await page.exposeFunction('painted', (at: number) => heard?.(at));
  await page.evaluate('probe.watchRemote()');
  const times: number[] = [];
  for (let letter = 0; letter < remoteLetters; letter += 1) {
    const painted = Promise.withResolvers<number>();
    const timer = setTimeout(() => painted.reject(new Error('A letter did not come.')), waitMsMax);
    heard = painted.resolve;
    const sent = colleague.type();
    // One after the other: the next letter must not be painted with this one.
    times.push((await painted.promise) - sent);
    clearTimeout(timer);
  }
  return times;
}

/** The frames of a scroll through the whole plan, after every editor has been made by a first one. */
async function scrollThrough(page: Page): Promise<readonly number[]> {
  await page.evaluate(`probe.scroll(${pixelsPerFrame})`);
  return page.evaluate<number[]>(`probe.scroll(${pixelsPerFrame})`);
}

async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}

function read(page: Page, expression: string): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(expression);
}
